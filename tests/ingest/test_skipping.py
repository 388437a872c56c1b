"""Going on in the middle of an input gives what is left of it, whatever kind of input it is."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from secondsource.ingest import Intake, jsonlines, list_inputs, warc, webpage
from secondsource.records.report import Report
from tests.ingest.builders import http, packed_warc, page, record, tarred, zipped
from tests.ingest.builders import warc as warc_records

TEXT = "The ferry {} ran aground near Port Vell, the coastguard said on Thursday morning."
ROWS = [json.dumps({"text": TEXT.format(n), "id": f"i{n % 3}"}) for n in range(5)]
LINES = "\n".join(["", *ROWS[:2], "bad", "", "5", *ROWS[2:]]).encode()
ITEMS = "".join(f"<item><description>{TEXT.format(n)}</description></item>" for n in range(4))
FEED = f"<rss><channel>{ITEMS}<item/></channel></rss>".encode()
MAIL = b"".join(
    f"From a@b.example Mon\nFrom: A <a@b.example>\n\n{TEXT.format(n)}\n\n".encode()
    for n in range(4)
)
MEMBERS = [
    ("1.txt", TEXT.format(1).encode()),
    ("2.html", page(2).encode()),
    ("empty.txt", b""),
    ("rows.jsonl", LINES),
    ("feed.xml", FEED),
    ("photo.jpg", b"\xff\xd8\xff"),
    ("last.txt", TEXT.format(9).encode()),
]
CRAWL = b"".join([*warc_records(2), record(http(FEED, "application/rss+xml")), *warc_records(3)])
FILES = {
    "one.txt": TEXT.encode(),
    "rows.jsonl": LINES,
    "rows.jsonl.gz": gzip.compress(LINES),
    "rows.json": json.dumps([json.loads(row) for row in ROWS]).encode(),
    "cut.jsonl.gz": gzip.compress(LINES)[:-9],
    "feed.xml": FEED,
    "broken.xml": FEED[:-30],
    "mail.mbox": MAIL,
    "members.zip": zipped(MEMBERS),
    "members.tar": tarred(MEMBERS),
    "cut.tar": tarred(MEMBERS)[:4_000],
    "nested.zip": zipped([("a.zip", zipped(MEMBERS)), ("z.txt", TEXT.encode())]),
    "crawl.warc": CRAWL,
    "damaged.warc": CRAWL.replace(b"Ferry 1", b"Berry 1", 1),
    "crawl.warc.gz": packed_warc(4),
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_left_is_what_would_have_come(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    (what,) = list_inputs([str(path)])
    everything = list(Intake().read(what))
    assert everything
    for done in range(len(everything) + 1):
        intake = Intake()
        for item in everything[:done]:
            if isinstance(item, Report):
                intake.take_id(item.id)
        assert list(intake.read(what, done)) == everything[done:], done
        assert intake.bytes_done == len(FILES[name])


def test_what_is_passed_over_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows, pages of archives and members that are known are counted, nothing more."""

    def refuse(*_: object, **__: object) -> None:
        pytest.fail("read again")

    for name in ("rows.jsonl", "crawl.warc.gz", "members.zip"):
        (tmp_path / name).write_bytes(
            zipped([(f"{n}.html", page(n).encode()) for n in range(7)])
            if name == "members.zip"
            else FILES[name]
        )
    counts = {what.name: len(list(Intake().read(what))) for what in list_inputs([str(tmp_path)])}
    for module, reader in (
        (jsonlines, "read_row"), (warc, "read_response"), (webpage, "parse"),
    ):  # fmt: skip
        monkeypatch.setattr(module, reader, refuse)
    for what in list_inputs([str(tmp_path)]):
        assert list(Intake().read(what, counts[what.name])) == []


def test_every_report_says_where_it_stands(tmp_path: Path) -> None:
    places: dict[str, list[str | None]] = {}
    for name in ("one.txt", "rows.jsonl", "rows.json", "feed.xml", "mail.mbox", "crawl.warc"):
        (tmp_path / name).write_bytes(FILES[name])
        (what,) = list_inputs([str(tmp_path / name)])
        places[name] = [item.place for item in Intake().read(what)]
    assert places["one.txt"] == [None]
    assert places["rows.jsonl"] == [f"line {n}" for n in (2, 3, 4, 6, 7, 8, 9)]
    assert places["rows.json"] == [f"item {n}" for n in range(1, 6)]
    assert places["feed.xml"] == [f"item {n}" for n in range(1, 6)]
    assert places["mail.mbox"] == [f"message {n}" for n in range(1, 5)]
    assert [str(place)[-8:] for place in places["crawl.warc"][2:6]] == [
        f", item {n}" for n in range(1, 5)
    ]
    for place in places["crawl.warc"]:
        assert place
        offset = int(place.removeprefix("record at byte ").partition(",")[0])
        assert CRAWL[offset:].startswith(b"WARC/1.0")
