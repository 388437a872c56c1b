"""Hostile files, invented. ``scale`` makes the large ones larger: 1 for tests, 1,000 for the
benchmark.
"""

from __future__ import annotations

import gzip
import io
import json
import lzma
import os
import random
import socket
import struct
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.ingest.builders import (
    LEAD,
    http,
    packed_warc,
    page,
    record,
    tar_of_links,
    warc,
    zip_of_links,
    zipped,
)  # fmt: skip

Build = Callable[[Path, int], None]

MEGABYTE = 1 << 20


def written(name: str, data: bytes) -> Build:
    """One file."""
    return lambda folder, _scale: _put(folder / name, data)


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def one_line(name: str, head: bytes = b"", tail: bytes = b"") -> Build:
    """A file of one line, ``scale`` megabytes long (but 21 at least, above the limit)."""

    def build(folder: Path, scale: int) -> None:
        block = (b"the ferry ran aground and " * 50_000)[:MEGABYTE]
        with (folder / name).open("wb") as stream:
            stream.write(head)
            for _ in range(max(21, scale)):
                stream.write(block)
            stream.write(tail)

    return build


def text_of_19_mb(folder: Path, scale: int) -> None:
    """One report, as large as one may be and in one line; a small one in tests."""
    sentence = b"The ferry ran aground near the quay and Ann Roe said so. "
    _put(folder / "long.txt", sentence * (340_000 if scale > 1 else 340))


def long_record(folder: Path, scale: int) -> None:
    """A WARC record of ``scale`` megabytes between two good ones."""
    one, other = warc(1), [record(http(page(2).encode()))]
    size = max(21, scale) * MEGABYTE
    with (folder / "long.warc").open("wb") as stream:
        stream.write(b"".join(one))
        stream.write(b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n" % size)
        block = b"x" * MEGABYTE
        for _ in range(size // MEGABYTE):
            stream.write(block)
        stream.write(b"\r\n\r\n" + b"".join(other))


def packed_bomb(name: str, pack: Callable[[bytes], bytes], filler: bytes = b"\0") -> Build:
    """``scale`` megabytes of one byte, packed (but 75 at least)."""

    def build(folder: Path, scale: int) -> None:
        part = pack(filler * (25 * MEGABYTE))
        _put(folder / name, part * max(3, scale // 25))

    return build


def nested_zips(folder: Path, _scale: int) -> None:
    """Ten archives in one another, the innermost a bomb."""
    data = zipped([("bomb.jsonl", b" " * 60_000_000)])
    for layer in range(10):
        data = zipped([(f"{layer}.zip", data)])
    _put(folder / "nested.zip", data)


def overlapping_zip(folder: Path, _scale: int) -> None:
    """A thousand members that are the same bytes of the file."""
    data = zipped([("a.txt", b" " * 15_000_000)])
    begin = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    directory = data[begin:end] * 1_000
    tail = bytearray(data[end:])
    tail[8:12] = struct.pack("<HH", 1_000, 1_000)
    tail[12:16] = struct.pack("<I", len(directory))
    _put(folder / "overlapping.zip", data[:begin] + directory + bytes(tail))


TRAVERSAL = [
    (name, LEAD.encode())
    for name in (
        "../../evil.txt",
        "/etc/evil.txt",
        "..\\..\\evil.txt",
        "C:\\evil.txt",
        "a/../../b.txt",
    )
]


def links_in_archives(folder: Path, _scale: int) -> None:
    """Links and devices in a TAR and a ZIP, each followed by a good member."""
    _put(folder / "links.tar", tar_of_links())
    _put(folder / "links.zip", zip_of_links())


def odd_files(folder: Path, _scale: int) -> None:
    """A pipe, a socket, a folder, a loop, a device and a broken link, all called .txt."""
    os.mkfifo(folder / "pipe.txt")
    (folder / "folder.txt").mkdir()
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "up").symlink_to("..", target_is_directory=True)
    here = os.getcwd()
    try:
        os.chdir(folder)  # a socket's path may only be short
        with socket.socket(socket.AF_UNIX) as end:
            end.bind("s.txt")
    finally:
        os.chdir(here)


def names_of_any_bytes(folder: Path, _scale: int) -> None:
    """File names that are no text, or try to be more than a name."""
    names = [b"bad\xff\xfe.txt", b"line\nend.txt", b"\x1b]0;x\x07.txt", b"-rf.txt", b"*.txt"]
    names += [b" .txt", b"\xe2\x80\xaegpj.txt", b"$(touch evil).txt", b"n" * 240 + b".txt"]
    for number, name in enumerate(names):
        with open(os.path.join(os.fsencode(folder), name), "wb") as stream:
            stream.write(f"{LEAD} {number}".encode())


def tiny_files(folder: Path, scale: int) -> None:
    """Very many files, every second of them empty."""
    for number in range(20 * max(10, scale)):
        _put(folder / f"{number % 100:02}" / f"{number}.txt", b"" if number % 2 else LEAD.encode())


def rows(count: int, spoilt: bytes | None = None, at: int = 37) -> bytes:
    """JSON Lines of ``count`` reports; the line numbered ``at`` is ``spoilt``."""
    lines = [json.dumps({"text": f"{LEAD} Row {n}."}).encode() for n in range(1, count + 1)]
    if spoilt is not None:
        lines[at - 1] = spoilt
    return b"\n".join(lines) + b"\n"


BAD_ROWS: dict[str, bytes] = {
    "no JSON": b"{'text': 'x'}",
    "half a row": b'{"text": "The ferry',
    "not UTF-8": b'{"text": "Caf\xe9 burned"}',
    "UTF-16": '{"text": "x"}'.encode("utf-16-le"),
    "an array": b'["text"]',
    "a bare word": b"NaN",
    "text is a number": b'{"text": 7}',
    "text is a list": b'{"text": ["a", "b"]}',
    "blank text": b'{"text": " \\n "}',
    "no text": b'{"title": "Ferry"}',
    "title is a list": b'{"text": "A ferry.", "title": []}',
    "nested too deeply": b'{"text": ' + b"[" * 200_000,
    "objects too deep": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "an endless number": b'{"text": 1' + b"0" * 10_000 + b"}",
    "a page without text": b'{"html": "<html><script>x</script></html>"}',
    "NULs": b"\x00" * 300,
    "a page of comments": b'{"html": "' + b"<!-- x -->" * 500 + b'"}',
}


def bad_rows(folder: Path, _scale: int) -> None:
    """A file for each kind of bad row, the 37th of a hundred."""
    for name, spoilt in BAD_ROWS.items():
        _put(folder / f"{name.replace(' ', '-')}.jsonl", rows(100, spoilt))


def feed(body: str = LEAD, declared: str = "", head: str = "") -> str:
    """A feed of two items, the first of which says ``body``."""
    encoding = f' encoding="{declared}"' if declared else ""
    return (
        f'<?xml version="1.0"{encoding}?>{head}<rss version="2.0"><channel><title>Post</title>'
        f"<item><title>Café “fire”</title><description>{body}</description></item>"
        f"<item><title>b</title><description>{LEAD} Again.</description></item></channel></rss>"
    )


ENCODINGS = [
    (declared, real)
    for declared in ("", "utf-8", "latin-1", "ascii", "utf-16", "big5", "sjis", "utf-7", "no-such")
    for real in ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be")
]


def feeds_in_wrong_encodings(folder: Path, _scale: int) -> None:
    """Feeds that say one encoding and are in another, 54 pairs of them."""
    for number, (declared, real) in enumerate(ENCODINGS):
        _put(folder / f"{number:02}.xml", feed(f"{LEAD} Café.", declared).encode(real))


LAUGHS = "<!DOCTYPE rss [" + '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
PARAMETER = '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>'


def nested_page(tag: str, depth: int) -> bytes:
    """A page whose text is ``depth`` elements down."""
    inside = f"<{tag}>" * depth + f"<p>{LEAD}</p>" + f"</{tag}>" * depth
    return f"<html><body>{inside}<p>{LEAD} After it.</p></body></html>".encode()


def cut_warc(share: float) -> bytes:
    """A WARC.gz of six pages, so much of it."""
    whole = packed_warc(6)
    return whole[: int(len(whole) * share)]


def flipped_warc(seed: int) -> bytes:
    """A WARC.gz of six pages, a bit of the third page turned."""
    pieces = [gzip.compress(one) for one in warc(6)]
    spoilt = bytearray(pieces[6])
    spoilt[random.Random(seed).randrange(20, len(spoilt) - 20)] ^= 1 << seed % 8
    pieces[6] = bytes(spoilt)
    return b"".join(pieces)


def parquet(columns: dict[str, object]) -> bytes:
    """A table."""
    import pyarrow
    from pyarrow import parquet as library

    stream = io.BytesIO()
    library.write_table(pyarrow.table(columns), stream)
    return stream.getvalue()


def wrong_tables(folder: Path, _scale: int) -> None:
    """Parquet of other columns, of other types, without a footer, with a wrong one."""
    good = parquet({"text": [f"{LEAD} {n}" for n in range(20)]})
    tables = {
        "columns": parquet({"price": [1, 2], "when": ["a", "b"]}),
        "numbers": parquet({"text": [1, 2]}),
        "lists": parquet({"text": [["a"], ["b"]]}),
        "objects": parquet({"text": [{"a": 1}, {"a": 2}]}),
        "nulls": parquet({"text": [None, None]}),
        "empty": parquet({"text": []}),
        "cut": good[: len(good) // 2],
        "footer": good[:-30] + b"\xff" * 22 + good[-8:],
        "length": good[:-8] + struct.pack("<I", 2**31 - 1) + b"PAR1",
        "none": b"PAR1PAR1",
        "words": b"plain words",
    }
    for name, data in tables.items():
        _put(folder / f"{name}.parquet", data)


def broken_mails(folder: Path, _scale: int) -> None:
    """A mailbox of broken messages with a good one at the end."""
    head = b"From a@b.example Tue May  6 08:00:00 2031\nSubject: Ferry\n"
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(300)
    )
    messages = (
        head + nested,
        head + b"Content-Type: multipart/alternative\n\n--\n--\n",
        head
        + b"Content-Type: text/html; charset=none\nContent-Transfer-Encoding: base64\n\n!!!!\n",
        b"From x\n\nno headers at all\n",
        head + b"X-Long: " + b"y" * 3_000_000 + b"\n\n",
        head + b"Content-Type: text/html\n\n" + b"<div>" * 100_000 + b"\n",
        head + b"To: " + b"a@b.example, " * 100_000 + b"\n\n" + LEAD.encode() + b"\n",
        head + b"Content-Type: text/plain; charset=utf-8\n\n" + LEAD.encode() + b" Good.\n",
    )
    _put(folder / "broken.mbox", b"\n".join(messages))


def endless_xz(folder: Path, _scale: int) -> None:
    """An xz file that wants a dictionary of a gigabyte and a half."""
    _put(folder / "plain.txt.xz", lzma.compress(LEAD.encode(), preset=0))
    wide = bytearray(lzma.compress(LEAD.encode(), preset=0))
    # The size of the dictionary is one byte of the block's header, whose checksum follows.
    wide[16] = 38
    wide[20:24] = struct.pack("<I", zlib.crc32(bytes(wide[12:20])))
    _put(folder / "wide.txt.xz", bytes(wide))


def surrogates(folder: Path, _scale: int) -> None:
    """Half characters, escaped and as bytes, and NULs in texts, titles and names."""
    escaped = json.dumps({"text": f"{LEAD} \ud800 \udfff\x00", "title": "\udc00", "id": "\ud83d"})
    _put(folder / "a.jsonl", escaped.encode() + b"\n")
    _put(folder / "b.txt", LEAD.encode() + b" \xed\xa0\x80 and \x00.")
    _put(folder / "c.html", page(1).replace("ferry", "fe\x00rry&#xD800;&#0;").encode())
    _put(folder / "d.xml", feed(f"{LEAD} \x00\x0b\x1b x").encode())


def rows_of_pages(pages: Iterable[str]) -> bytes:
    """JSON Lines whose texts are pages."""
    return b"".join(json.dumps({"html": text}).encode() + b"\n" for text in pages)


PAGES = [
    "<p" + " a=1" * 50_000 + f"><p>{LEAD}",
    "<table><tr><td colspan=9007199254740992>" * 1_000 + LEAD,
    "<script type='application/ld+json'>" + "[" * 100_000 + f"</script><p>{LEAD}",
    "<!DOCTYPE html [<!ENTITY a 'b'>]>" + f"<p>&a;{LEAD}",
    "<svg><foreignObject>" * 5_000 + f"<p>{LEAD}",
    f"<title>{'x' * 1_000_000}</title><p>{LEAD}",
    f"<p>{LEAD}" + "&amp" * 100_000,
    f"<p>{LEAD}<!--" + "-" * 500_000,
    f"<meta name=date content='{'9' * 50_000}'><p>{LEAD}",
    f"<base href='http://[::'><link rel=canonical href='http://[bad'><p>{LEAD}",
]
