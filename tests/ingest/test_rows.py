"""Rows of other people's collections: JSON Lines, JSON, JSON Feed and Parquet."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Mapping
from typing import Any

import pytest

from secondsource.ingest import jsonfile, jsonlines
from secondsource.ingest.rows import read_row
from tests.ingest.builders import LEAD, page, peak_megabytes, read_bytes, split

URL = "https://post.example/1"
SHAPES: dict[str, dict[str, Any]] = {
    "own": {"text": LEAD, "title": "Ferry", "url": URL, "outlet": "Post",
            "author": "Ada Lund", "published": "2031-05-06"},
    "news-please": {"maintext": LEAD, "title": "Ferry", "url": URL, "source_domain": "Post",
                    "authors": ["Ada Lund"], "date_publish": "2031-05-06 00:00:00"},
    "newspaper": {"plain_text": LEAD, "title": "Ferry", "requested_url": URL, "hostname": "Post",
                  "author": "Ada Lund", "published_date": "2031-05-06"},
    "aggregator": {"content": LEAD, "title": "Ferry", "url": URL, "source": {"name": "Post"},
                   "author": "Ada Lund", "publishedAt": "2031-05-06T00:00:00Z"},
    "webhose": {"text": LEAD, "title": "Ferry", "url": URL, "thread": {"site_full": "Post"},
                "author": "Ada Lund", "published": "2031-05-06T00:00:00.000+00:00"},
    "index": {"_source": {"body": LEAD, "headline": "Ferry", "url": URL, "publication": "Post",
                          "byline": "Ada Lund", "datetime": 1935792000}},
    "open platform": {"webTitle": "Ferry", "webUrl": URL, "publication": "Post",
                      "webPublicationDate": "2031-05-06T00:00:00Z",
                      "fields": {"bodyText": LEAD, "byline": "Ada Lund"}},
    "scraper of papers": {"plaintext": LEAD, "title": "Ferry", "publisher": "Post",
                          "authors": ["Ada Lund"], "publishing_date": "2031-05-06 00:00:00+00:00",
                          "html": {"responded_url": URL}},
    "sections": {"body": {"sections": [{"headline": [], "paragraphs": [LEAD]}]}, "title": "Ferry",
                 "publisher": "Post", "authors": ["Ada Lund"], "url": URL,
                 "publishing_date": "2031-05-06 00:00:00+00:00"},
    "knowledge graph": {"DocumentIdentifier": URL, "SourceCommonName": "Post", "text": LEAD,
                        "DATE": 20310506101500, "title": "Ferry", "author": "By Ada Lund"},
    "extractor": {"text": LEAD, "title": "Ferry", "source": URL, "source-hostname": "Post",
                  "hostname": "post.example", "author": "Ada Lund", "date": "2031-05-06"},
    "dated pages": {"text": LEAD, "title": "Ferry", "url": URL, "domain": "Post",
                    "authors": [{"name": "Ada Lund"}], "publish_date": "05-06-2031 00:00",
                    "publication_date": "2031-05-06"},
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_field_shapes(shape: str) -> None:
    report = read_row(SHAPES[shape], "x.jsonl", "line 1")
    assert report.text == LEAD
    assert (report.title, report.url, report.outlet) == ("Ferry", URL, "Post")
    assert report.author == "Ada Lund"
    if shape != "dated pages":
        assert (report.published or "")[:10] == "2031-05-06"


@pytest.mark.parametrize(
    "row",
    [
        {"text": LEAD, "id": "<urn:uuid:1>", "dump": "CC-MAIN-2031-20", "url": URL,
         "date": "2031-05-13T04:00:00Z", "file_path": "s3://x/y.warc.gz"},
        {"text": LEAD, "timestamp": "2031-05-13T04:00:00Z", "url": URL},
        {"content": LEAD, "warc_headers": {"warc-target-uri": URL, "warc-date": "2031-05-13"}},
        {"raw_content": LEAD, "url": URL, "date_download": "2031-05-13T04:00:00Z"},
        {"text": LEAD, "metadata": {"WARC-Target-URI": URL, "WARC-Date": "2031-05-13"}},
    ],
)  # fmt: skip
def test_the_day_of_a_crawl_is_no_day_of_publication(row: dict[str, Any]) -> None:
    report = read_row(row, "x.jsonl", "line 1")
    assert (report.text, report.url, report.published) == (LEAD, URL, None)


def test_lists_answers_and_feeds_in_json() -> None:
    rows = [{"text": f"{LEAD} {n}"} for n in range(3)]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Post",
        "authors": [{"name": "Ada Lund"}],
        "items": [
            {"id": "1", "url": URL, "title": "a", "content_html": f"<p>{LEAD}</p>",
             "date_published": "2031-05-06T08:00:00+02:00"},
            {"id": "2", "content_text": LEAD, "authors": [{"name": "Jon Berg"}]},
        ],
    }  # fmt: skip
    for value in (rows, {"articles": rows}, {"status": "ok", "response": {"results": rows}}):
        reports, failures = read_bytes(json.dumps(value, indent=1).encode(), "x.json")
        assert [r.text for r in reports] == [row["text"] for row in rows] and not failures
    (first, second), _ = read_bytes(json.dumps(feed).encode(), "x.json")
    assert (first.outlet, first.author, first.text, first.id) == ("Post", "Ada Lund", LEAD, "1")
    assert first.published == "2031-05-06T08:00:00+02:00"
    assert (second.author, second.text) == ("Jon Berg", LEAD)
    lines = "\n".join(json.dumps(row, indent=2) for row in rows).encode()
    assert len(read_bytes(lines, "x.json")[0]) == 3
    assert len(read_bytes(json.dumps(rows[0]).encode(), "x.json")[0]) == 1


@pytest.mark.parametrize(
    ("data", "read", "reason"),
    [
        (b"", 0, "no rows"),
        (b"[]", 0, "no rows"),
        (b'{"articles": []}', 0, "without items"),
        (b'[{"text": "One ferry."}, 7, {"text": "Two."}]', 2, "not an object"),
        (b'[{"text": "One ferry."}, {"text": "Two', 1, "no end"),
        (b'[{"text": "One ferry."}, {"text": 7}, {"text": "Three."}]', 2, "not a string"),
        (b'[{"text": "One ferry."}, {"text": }, {"text": "Three."}]', 2, "not JSON"),
        (b"[" * 100_000, 0, "no end"),
        (b"[" + b"[" * 50_000 + b"]" * 50_001, 0, "nested too deeply"),
        (b"plain words", 0, "not JSON"),
    ],
)
def test_bad_json_is_named(data: bytes, read: int, reason: str) -> None:
    reports, failures = read_bytes(data, "x.json")
    assert len(reports) == read
    assert failures and reason in failures[0].reason


def test_a_long_list_is_never_held_whole() -> None:
    rows = (json.dumps({"text": f"{LEAD} {n}" * 20}).encode() for n in range(2_000))
    data = b"[" + b",\n".join(rows) + b"]"

    def read() -> None:
        assert sum(1 for _ in jsonfile.read(io.BytesIO(data), "x.json")) == 2_000

    assert peak_megabytes(read) < len(data) / 1e6 / 2


def test_one_endless_line_costs_its_row_only() -> None:
    class Endless(io.RawIOBase):
        """A row, 80 MB without a line end, and another row."""

        parts = [b'{"text": "One ferry."}\n', *[b"x" * 1_000_000] * 80,
                 b'\n{"text": "Two ferries."}\n']  # fmt: skip

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            if not self.parts:
                return 0
            piece = self.parts[0][: len(buffer)]
            buffer[: len(piece)] = piece
            self.parts = [self.parts[0][len(piece) :], *self.parts[1:]]
            if not self.parts[0]:
                self.parts = self.parts[1:]
            return len(piece)

    def read() -> None:
        stream = io.BufferedReader(Endless())
        reports, failures = split(jsonlines.read(stream, "x.jsonl"))
        assert [r.text for r in reports] == ["One ferry.", "Two ferries."]
        assert [(f.place, f.reason) for f in failures] == [("line 2", "longer than 20 MB")]

    assert peak_megabytes(read) < 90


def test_parquet_rows() -> None:
    table = {
        "text": [LEAD, None, "  ", None],
        "html": [None, page(2), None, None],
        "title": ["One", None, None, None],
        "published": ["2031-05-06", None, None, None],
        "rank": [1, 2, 3, 4],
    }
    reports, failures = read_bytes(parquet(table), "x.parquet")
    assert [r.title for r in reports] == ["One", "Ferry 2"]
    assert [f.place for f in failures] == ["row 3", "row 4"]
    assert "without a text column" in read_bytes(parquet({"n": [1]}), "x.parquet")[1][0].reason


def test_parquet_dates_and_binary_text() -> None:
    import datetime

    table = {
        "content": [LEAD.encode()],
        "date": [datetime.datetime(2031, 5, 6, 8, 0)],
        "authors": [["Ada Lund", "Jon Berg"]],
    }
    (report,), _ = read_bytes(parquet(table), "x.parquet")
    assert report.text == LEAD and report.author == "Ada Lund, Jon Berg"
    assert (report.published or "").startswith("2031-05-06T08:00:00")


def test_damaged_parquet_is_named_and_never_raised() -> None:
    rows = 400
    whole = parquet({"text": [f"{LEAD} {n}" for n in range(rows)]}, row_group_size=100)
    draw = random.Random(13)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(3):
            data[draw.randrange(4, len(data))] ^= 1 << draw.randrange(8)
        if draw.random() < 0.3:
            del data[draw.randrange(len(data)) :]
        reports, failures = read_bytes(bytes(data), "x.parquet")
        assert len(reports) == rows or failures


def parquet(table: Mapping[str, object], **options: Any) -> bytes:
    import pyarrow
    from pyarrow import parquet as library

    stream = io.BytesIO()
    library.write_table(pyarrow.table(table), stream, **options)
    return stream.getvalue()


@pytest.mark.parametrize("name", ["x.jsonl", "x.json"])
def test_mutated_rows_never_crash(name: str) -> None:
    rows = b"\n".join(json.dumps(row).encode() for row in SHAPES.values())
    draw = random.Random(17)
    for _ in range(150):
        data = bytearray(rows)
        for _ in range(draw.randint(1, 4)):
            position = draw.randrange(len(data))
            data[position : position + draw.randint(0, 3)] = draw.choice(
                [b"", b"\x00", b"{", b'"', b"\xff", b"\\ud800", b"]", b"\n", b"9" * 5_000]
            )
        reports, failures = read_bytes(bytes(data), name)
        assert reports or failures
        for report in reports:
            report.text.encode("utf-8")
