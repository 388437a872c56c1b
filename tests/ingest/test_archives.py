"""Archives and compressed files: everything in them, nothing outside them, no bombs."""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tests.ingest.builders import (
    LEAD,
    packed_warc,
    page,
    peak_megabytes,
    read_bytes,
    read_path,
    tar_of_links,
    tarred,
    zip_of_links,
    zipped,
)

MEMBERS = [
    ("a.txt", f"Title: One\n\n{LEAD}".encode()),
    ("b/page.html", page(2).encode()),
    ("b/.hidden.txt", b"not for reading"),
    ("__MACOSX/b/a.txt", b"not for reading either"),
    ("c.pdf", b"%PDF-1.7"),
    ("d.warc.gz", packed_warc(2)),
]
PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.ZstdCompressor(write_checksum=True).compress,
}


@pytest.mark.parametrize(("name", "data"), [("x.zip", zipped(MEMBERS)), ("x.tar", tarred(MEMBERS))])
def test_every_member_is_read_or_named(name: str, data: bytes) -> None:
    reports, failures = read_bytes(data, name)
    assert [r.source for r in reports] == [
        f"{name}!a.txt", f"{name}!b/page.html", f"{name}!d.warc.gz", f"{name}!d.warc.gz",
    ]  # fmt: skip
    assert [f.source for f in failures] == [f"{name}!c.pdf"]
    assert reports[0].text == LEAD and reports[0].title == "One"


@pytest.mark.parametrize("packing", PACKERS)
def test_compressed_files(packing: str) -> None:
    rows = b"".join(b'{"text": "Ferry %d ran aground."}\n' % n for n in range(5))
    pack = PACKERS[packing]
    reports, failures = read_bytes(pack(rows), f"rows.jsonl{packing}")
    assert len(reports) == 5 and not failures
    reports, failures = read_bytes(pack(tarred(MEMBERS[:2])), f"x.tar{packing}")
    assert len(reports) == 2 and not failures
    both = pack(rows) + pack(rows)
    assert len(read_bytes(both, f"rows.jsonl{packing}")[0]) == 10


@pytest.mark.parametrize("packing", PACKERS)
def test_a_cut_file_says_so_after_what_came_before(packing: str) -> None:
    words = random.Random(3)
    rows = b"".join(
        b'{"text": "Ferry %d ran aground near quay %d."}\n' % (n, words.getrandbits(64))
        for n in range(3_000)
    )
    whole = PACKERS[packing](rows)
    reports, failures = read_bytes(whole[: len(whole) * 3 // 4], f"rows.jsonl{packing}")
    assert [("cut off" in f.reason or "damaged" in f.reason) for f in failures] == [True]
    assert 0 < len(reports) < 3_000 or packing in {".bz2", ".xz"}


def test_names_that_lead_elsewhere_write_nothing(tmp_path: Path) -> None:
    inner = tmp_path / "in"
    inner.mkdir()
    members = [("../../evil.txt", LEAD.encode()), ("/etc/evil.txt", LEAD.encode())]
    for number, data in enumerate((zipped(members), tarred(members))):
        path = inner / f"{number}.{'zip' if number == 0 else 'tar'}"
        path.write_bytes(data)
        reports, failures = read_path(path)
        assert len(reports) == 2 and not failures
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["0.zip", "1.tar", "in"]


def test_links_and_devices_are_no_files() -> None:
    for name, data, refused in (("x.tar", tar_of_links(), 4), ("x.zip", zip_of_links(), 1)):
        reports, failures = read_bytes(data, name)
        assert [report.text for report in reports] == [LEAD]
        assert [f.reason for f in failures] == ["a link or a device, not a file"] * refused


def test_archives_in_archives_end_somewhere() -> None:
    data = zipped([("a.txt", LEAD.encode())])
    for layer in range(8):
        data = zipped([("a.txt", LEAD.encode()), (f"{layer}.zip", data)])
    reports, failures = read_bytes(data, "x.zip")
    assert len(reports) == 4
    assert ["packed more than" in f.reason for f in failures] == [True, True]


def test_a_packed_member_is_sought_in() -> None:
    data = gzip.compress(tarred([("in.zip", zipped(MEMBERS[:2]))]))
    reports, _ = read_bytes(data, "x.tgz")
    assert [r.source for r in reports] == ["x.tgz!in.zip!a.txt", "x.tgz!in.zip!b/page.html"]


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("kind", ["txt", "jsonl", "tar", "html"])
def test_bombs_cost_no_memory(packing: str, kind: str) -> None:
    packer = PACKERS[packing]
    zeros = packer(b"\0" * 25_000_000)
    data = zeros * 6 if packing != ".zst" else b"".join([zeros] * 6)

    def read() -> None:
        reports, failures = read_bytes(data, f"bomb.{kind}{packing}")
        assert not reports and failures

    assert peak_megabytes(read) < 150


def test_a_bomb_in_a_zip_costs_its_member_only() -> None:
    data = zipped([("bomb.jsonl", b" " * 60_000_000), ("z.txt", LEAD.encode())])
    reports, failures = read_bytes(data, "x.zip")
    assert [r.text for r in reports] == [LEAD]
    assert [f.source for f in failures] == ["x.zip!bomb.jsonl"]


def test_an_encrypted_and_a_damaged_member() -> None:
    data = bytearray(zipped([("a.txt", LEAD.encode()), ("b.txt", (LEAD + "x").encode())]))
    data[45] ^= 0xFF  # in the first member's data
    reports, failures = read_bytes(bytes(data), "x.zip")
    assert [r.source for r in reports] == ["x.zip!b.txt"]
    assert [f.source for f in failures] == ["x.zip!a.txt"]
    data = bytearray(zipped([("a.txt", LEAD.encode())]))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert read_bytes(bytes(data), "x.zip")[1][0].reason == "encrypted"


def test_a_directory_of_too_many_members_is_refused_unread() -> None:
    data = bytearray(zipped([("a.txt", b"x")]))
    end = data.rindex(b"PK\x05\x06")
    data[end + 12 : end + 16] = (2**31).to_bytes(4, "little")
    assert "members" in read_bytes(bytes(data), "x.zip")[1][0].reason


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.xz", "tar.zst"])
def test_damage_is_reported_and_never_raised(kind: str) -> None:
    members = [(f"{n}.txt", f"{LEAD} {n}".encode()) for n in range(20)]
    whole = zipped(members) if kind == "zip" else tarred(members)
    if "." in kind:
        whole = PACKERS[kind[3:]](whole)
    draw = random.Random(7)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(draw.randint(1, 3)):
            if kind != "tar":  # which has no checksums of what it holds
                data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)
        if kind == "tar" or draw.random() < 0.4:
            del data[draw.randrange(len(data)) :]
        reports, failures = read_bytes(bytes(data), f"x.{kind}")
        untouched = {r.text for r in reports} >= {f"{LEAD} {n}" for n in range(20)}
        assert untouched or failures


def test_file_names_of_any_bytes() -> None:
    data = bytearray(tarred([("AAAA.txt", LEAD.encode())]))
    data[0:4] = b"\xff\xfe\x80\x1b"
    data[148:156] = b"%06o\0 " % (sum(data[:148]) + 8 * 32 + sum(data[156:512]))
    reports, _ = read_bytes(bytes(data), "x.tar")
    (reports[0].source or "").encode("utf-8")
