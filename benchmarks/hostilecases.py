"""Hostile inputs, each a file or a folder of them, and what reading each has to give."""

from __future__ import annotations

import gzip
import lzma
from dataclasses import dataclass

from benchmarks.hostilefiles import (
    BAD_ROWS,
    ENCODINGS,
    LAUGHS,
    OUTSIDE,
    PAGES,
    PARAMETER,
    TRAVERSAL,
    Build,
    bad_rows,
    broken_mails,
    cut_warc,
    endless_xz,
    feed,
    feeds_in_wrong_encodings,
    flipped_warc,
    links_in_archives,
    long_record,
    names_of_any_bytes,
    nested_page,
    nested_zips,
    odd_files,
    one_line,
    overlapping_zip,
    packed_bomb,
    rows,
    rows_of_pages,
    surrogates,
    text_of_19_mb,
    tiny_files,
    written,
    wrong_tables,
)
from tests.ingest.builders import tarred, warc, zipped


@dataclass(frozen=True, slots=True)
class Case:
    """Hostile files, how many reports they hold all the same, and how what is lost is named.

    ``reports`` and ``failures`` count what is read and what is named as not read (None: any
    number of reports, at least one failure). ``place`` begins the place in the file that one of the
    failures gives, and ``reason`` stands in one of their reasons.
    """

    name: str
    build: Build
    reports: int | None = 0
    failures: int | None = 1
    place: str | None = None
    reason: str = ""


CASES: tuple[Case, ...] = (
    Case("WARC.gz, cut", written("cut.warc.gz", cut_warc(0.7)), 4, 1, "record at byte"),
    Case("WARC.gz, a bit turned", written("bit.warc.gz", flipped_warc(3)), 5, 1, "record at byte"),
    Case(
        "WARC, cut",
        written("cut.warc", b"".join(warc(4))[:-200]),
        3,
        1,
        "record at byte",
        "cut off",
    ),
    Case("WARC, one record of 1 GB", long_record, 2, 1, "record at byte", "20 MB"),
    Case("one line of 1 GB: text", one_line("line.txt"), reason="20 MB"),
    Case(
        "one line of 1 GB: JSON Lines",
        one_line("line.jsonl", rows(3), b"\n" + rows(2)),
        5,
        1,
        "line 4",
        "20 MB",
    ),
    Case("one line of 1 GB: JSON", one_line("line.json", b'[{"text": "'), 0, 1, "byte", "20 MB"),
    Case("one line of 1 GB: page", one_line("line.html", b"<p>"), reason="20 MB"),
    Case("one line of 1 GB: feed", one_line("line.xml", b"<rss><channel><item>"), reason="20 MB"),
    Case("one line of 1 GB: message", one_line("line.eml", b"Subject: x\n\n"), reason="20 MB"),
    Case(
        "one line of 1 GB: mailbox",
        one_line("line.mbox", b"From x\nSubject: x\n\n"),
        0,
        1,
        "message 1",
        "20 MB",
    ),
    Case("one line of 1 GB: CSV", one_line("line.csv"), reason="not a kind"),
    Case("gzip bomb: text", packed_bomb("bomb.txt.gz", gzip.compress), reason=""),
    Case(
        "gzip bomb: JSON Lines",
        packed_bomb("bomb.jsonl.gz", gzip.compress, b" "),
        reason="times its size",
    ),
    Case("gzip bomb: WARC", packed_bomb("bomb.warc.gz", gzip.compress), failures=None),
    Case("gzip bomb: TAR", packed_bomb("bomb.tar.gz", gzip.compress), reason=""),
    Case("xz bomb", packed_bomb("bomb.jsonl.xz", lzma.compress, b" "), reason="times its size"),
    Case("xz, a huge dictionary", endless_xz, 1, 1, None, "xz"),
    Case("ZIP bombs, nested", nested_zips, reason="packed more than"),
    Case("ZIP, overlapping members", overlapping_zip, failures=None),
    Case("ZIP, paths that lead out", written("paths.zip", zipped(TRAVERSAL)), 5, 0),
    Case("TAR, paths that lead out", written("paths.tar", tarred(TRAVERSAL)), 5, 0),
    Case("links and devices in archives", links_in_archives, 2, 5, None, "a link or a device"),
    Case("pipes, sockets, loops, devices", odd_files, failures=None, reason="not a regular file"),
    Case("file names of any bytes", names_of_any_bytes, 9, 0),
    Case("20,000 tiny files, half of them empty", tiny_files, None, None, None, "empty"),
    Case(
        "feed, entity expansion",
        written("laughs.xml", feed("&j;", head=LAUGHS).encode()),
        0,
        1,
        "line 1",
        "entities",
    ),
    Case(
        "feed, an external entity",
        written("outside.xml", feed("&x;", head=OUTSIDE).encode()),
        0,
        1,
        "line 1",
        "entities",
    ),
    Case(
        "feed, a parameter entity",
        written("parameter.xml", feed(head=PARAMETER).encode()),
        0,
        1,
        "line 1",
        "entities",
    ),
    Case("feeds in wrong encodings", feeds_in_wrong_encodings, 2 * len(ENCODINGS), 0),
    Case("feed, cut", written("cut.xml", feed().encode()[:-60]), 1, 1, "line"),
    Case("page, 100,000 nested elements", written("deep.html", nested_page("div", 100_000)), 1, 0),
    Case(
        "page, 100,000 nested inline elements",
        written("deep.html", nested_page("b", 100_000)),
        1,
        0,
    ),
    Case(
        "page, 100,000 nested links", written("deep.html", nested_page("a href=x", 100_000)), 1, 0
    ),
    Case("pages that abuse markup", written("pages.jsonl", rows_of_pages(PAGES)), len(PAGES), 0),
    Case("one text of 19 MB", text_of_19_mb, 1, 0),
    Case("NULs and lone surrogates", surrogates, 5, 0),
    Case("NULs alone", written("nul.txt", b"\0" * 100_000), reason="binary"),
    Case(
        "JSON, nested 1,000,000 deep",
        written("deep.json", b"[" * 1_000_000),
        0,
        1,
        "byte",
        "no end",
    ),
    Case("100 rows, one of them bad", bad_rows, 99 * len(BAD_ROWS), len(BAD_ROWS), "line 37"),
    Case("Parquet, wrong tables", wrong_tables, 0, None),
    Case("mailbox, broken MIME", broken_mails, None, None, "message"),
)
