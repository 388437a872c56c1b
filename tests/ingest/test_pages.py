"""Floors for the invented layouts, and charsets that lie."""

from __future__ import annotations

import random

import pytest

from benchmarks.layouts import Layout, pages
from benchmarks.noisylayouts import noisy_pages
from benchmarks.pages import score
from secondsource.ingest.charsets import decode_page
from secondsource.ingest.webpage import parse

LAYOUTS = [*pages(), *noisy_pages()]


def test_there_are_enough_layouts() -> None:
    assert len({layout.html for layout in LAYOUTS}) >= 40


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_layout_is_read(layout: Layout) -> None:
    marks = score(layout, parse(layout.html, layout.name, None))
    assert marks.pop("main text F1") >= 0.955
    assert marks and set(marks.values()) == {1.0}, marks


@pytest.mark.parametrize(
    ("data", "sent", "text"),
    [
        (b"<meta charset=iso-8859-1><p>\x93Caf\xe9\x94", None, "“Café”"),
        (b"<meta charset=us-ascii><p>\x93Caf\xe9\x94", None, "“Café”"),
        (b"<p>Caf\xe9", "iso-8859-1", "Café"),
        ("<p>Café".encode(), "iso-8859-1", "Café"),
        (("<p>" + "Café “a” " * 9).encode() + b"\xe9", None, "Café “a” " * 9 + "\ufffd"),
        ("<p>Café burned".encode("utf-16-le"), None, "Café burned"),
        ("<p>Café burned".encode("utf-16-be"), "utf-8", "Café burned"),
        ("<meta charset=iso-2022-jp><p>港".encode("iso-2022-jp"), None, "港"),
        ("<p>港".encode("gb18030"), "gb2312", "港"),
        (b"<meta charset=utf-16><p>Caf\xc3\xa9", None, "Café"),
        (b"<meta charset=rot13><p>Caf\xe9", "no such", "Café"),
    ],
)
def test_charsets_that_are_wrong_or_missing(data: bytes, sent: str | None, text: str) -> None:
    assert decode_page(data, "x.html", sent).rpartition("<p>")[2] == text


def test_mutated_encodings_are_decoded_and_what_is_lost_is_counted(caplog) -> None:
    draw = random.Random(23)
    names = ("utf-8", "cp1252", "utf-16", "utf-16-le", "gb18030", "shift_jis", "koi8-r")
    for _ in range(500):
        charset, label = draw.choice(names), draw.choice(names)
        page = f"<meta charset={label}><p>Café “fire” in Brenna, 港, Брод" * draw.randint(1, 9)
        data = bytearray(page.encode(charset, "replace"))
        for _ in range(draw.randint(0, 4)):
            data[draw.randrange(2, len(data))] = draw.choice([0x80, 0xFF, 0xC3, 0xD8])
        caplog.clear()
        text = decode_page(bytes(data), "x.html", draw.choice([None, label]))
        text.encode("utf-8")
        assert "\x00" not in text
        assert "\ufffd" not in text or b"\0" in data or "could not be decoded" in caplog.text
