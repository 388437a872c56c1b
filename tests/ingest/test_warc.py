"""WARC: every page, whatever the damage around it; nothing lost without a word."""

from __future__ import annotations

import gzip
import logging
import random
import zlib
from collections.abc import Callable

import brotli
import pytest
import zstandard

from tests.ingest.builders import (
    LEAD,
    http,
    packed_warc,
    page,
    peak_megabytes,
    read_bytes,
    record,
    warc,
)

FEED = (
    "<rss version='2.0'><channel><title>Post</title><item><title>a</title><description>"
    f"{LEAD}</description></item></channel></rss>"
)


@pytest.mark.parametrize("packed", [False, True])
def test_responses_are_read_and_nothing_else(packed: bool, caplog) -> None:
    caplog.set_level(logging.WARNING)
    records = [
        *warc(3),
        record(http(b"\x89PNG", "image/png")),
        record(http(page(9).encode(), status="404 Not Found")),
        record(http(FEED.encode(), "application/xml")),
        record(http("Cafés of Port Vell burned.".encode("cp1252"), "text/html; charset=cp1252")),
        record(b"not http at all"),
    ]
    data = b"".join(map(gzip.compress, records)) if packed else b"".join(records)
    reports, failures = read_bytes(data, "x.warc.gz")
    assert [r.title for r in reports[:3]] == ["Ferry 1", "Ferry 2", "Ferry 3"]
    assert reports[0].url == "https://post.example/1"
    assert reports[3].text == LEAD and reports[3].outlet == "Post"
    assert reports[4].text == "Cafés of Port Vell burned."
    assert [f.reason for f in failures] == ["not an HTTP response"]
    assert (failures[0].place or "").startswith("record at byte ")
    assert "2 responses hold no page" in caplog.text


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", brotli.compress),
        ("zstd", zstandard.ZstdCompressor().compress),
    ],
)
def test_content_encodings(name: str, pack: Callable[[bytes], bytes]) -> None:
    extra = f"Content-Encoding: {name}\r\n"
    whole = pack(page().encode())
    bomb = pack(b"<p>" + b" " * 30_000_000)
    data = b"".join(
        record(http(body, extra=extra))
        for body in (whole, page(2).encode(), whole[: len(whole) // 2], bomb)
    )

    def read() -> None:
        reports, failures = read_bytes(data, "x.warc")
        assert {"Ferry 1", "Ferry 2"} >= {r.title for r in reports} >= {"Ferry 1"}
        assert len(reports) + len(failures) == 4
        assert "cut off" in failures[-2].reason and "20 MB" in failures[-1].reason

    assert peak_megabytes(read) < 150


def test_chunked_bodies() -> None:
    body = page().encode()
    chunks = (
        b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:50], body[50:]))
        + b"0\r\n\r\n"
    )
    data = record(http(chunks, extra="Transfer-Encoding: chunked\r\n"))
    assert read_bytes(data, "x.warc")[0][0].title == "Ferry 1"


def test_a_flipped_bit_costs_one_record() -> None:
    records = warc(12)
    draw = random.Random(11)
    for _ in range(60):
        damaged = draw.randrange(2, 24)
        pieces = [gzip.compress(one) for one in records]
        spoilt = bytearray(pieces[damaged])
        spoilt[draw.randrange(10, len(spoilt))] ^= 1 << draw.randrange(8)
        pieces[damaged] = bytes(spoilt)
        reports, failures = read_bytes(b"".join(pieces), "x.warc.gz")
        titles = {r.title for r in reports}
        hit = f"Ferry {damaged // 2}"
        assert titles >= {f"Ferry {n}" for n in range(1, 13)} - {hit}
        assert failures or titles >= {f"Ferry {n}" for n in range(1, 13)}


@pytest.mark.parametrize("packed", [False, True])
def test_every_cut_is_reported(packed: bool) -> None:
    whole = packed_warc(5) if packed else b"".join(warc(5))
    ends = {0}
    for one in warc(5):
        ends.add(max(ends) + (len(gzip.compress(one)) if packed else len(one)))
    draw = random.Random(5)
    for cut in [draw.randrange(1, len(whole)) for _ in range(150)]:
        reports, failures = read_bytes(whole[:cut], "x.warc.gz")
        complete = sum(end <= cut for end in sorted(ends)[1:])
        assert len(reports) >= max(0, (complete - 1) // 2)
        between = cut in ends or (not packed and any(0 <= end - cut <= 4 for end in ends))
        assert failures or between, cut


def test_plain_records_with_wrong_lengths() -> None:
    records = warc(6)
    for change in (-40, 40, 5_000, 10**12):
        one = records[4]
        size = int(one.split(b"Content-Length: ")[1].split(b"\r\n")[0])
        spoilt = one.replace(
            b"Content-Length: %d\r\n\r\nHTTP" % size,
            b"Content-Length: %d\r\n\r\nHTTP" % (size + change),
        )
        assert spoilt != one
        reports, failures = read_bytes(b"".join([*records[:4], spoilt, *records[5:]]), "x.warc")
        assert {r.title for r in reports} >= {f"Ferry {n}" for n in (1, 3, 4, 5, 6)}, change
        assert failures


def test_memory_does_not_grow_with_the_archive() -> None:
    small = peak_megabytes(lambda: read_bytes(packed_warc(1), "x.warc.gz"))
    junk = gzip.compress(record(b"x" * 40_000_000, "resource"))
    data = packed_warc(1) + junk * 3
    assert peak_megabytes(lambda: read_bytes(data, "x.warc.gz")) < small + 20


def test_a_bomb_in_a_record() -> None:
    body = gzip.compress(gzip.compress(record(http(b"\0" * 100_000_000))))
    data = packed_warc(1) + gzip.decompress(body) + packed_warc(1)

    def read() -> None:
        reports, failures = read_bytes(data, "x.warc.gz")
        assert len(reports) == 2 and failures

    assert peak_megabytes(lambda: read()) < 150


def test_no_warc_at_all() -> None:
    assert read_bytes(b"plain words", "x.warc")[1]
    assert read_bytes(b"", "x.warc")[1]
    assert read_bytes(gzip.compress(b"plain words"), "x.warc.gz")[1]
