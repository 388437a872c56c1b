"""Text of reports never carries a control sequence onto a terminal or a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondsource.publish.safetext import is_odd_name, plain, shortened, web_address


@given(st.text(alphabet=st.characters()))
def test_one_line_without_controls(text):
    line = plain(text)
    assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in line)
    assert not any(0xD800 <= ord(char) < 0xE000 for char in line)
    assert not set(line) & set("\u202e\u202d\u2066\u2069\u2028\u2029\u200b\ufeff")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mred", "a␛[31mred"),
        ("\x1b]8;;http://x.example\x07link", "␛]8;;http://x.example␇link"),
        ("over\rwritten", "over written"),
        ("\x9b2J", "�2J"),
        ("abc\u202edef", "abc[U+202E]def"),
        ("soft\u00adhyphen", "softhyphen"),
        ("two\n\n lines\t", "two lines"),
        ("Зоря 🛰️ é", "Зоря 🛰️ é"),
    ],
)
def test_plain(text, shown):
    assert plain(text) == shown


@given(st.text(), st.integers(min_value=4, max_value=60))
def test_shortened_fits(text, limit):
    short = shortened(text, limit)
    assert len(short) <= limit + 1
    assert short == text or short.endswith("…")


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("Halden Wire", False),
        ("Зоря Вести", False),
        ("Зоря Daily", False),
        ("Hаlden Wire", True),  # the a is Cyrillic
        ("Halden\u200b Wire", True),
        ("\u202eeriW", True),
        ("Côte d’Ivoire", False),
        ("東京 News", False),
    ],
)
def test_is_odd_name(name, odd):
    assert is_odd_name(name) is odd


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//host.example/x",
        "http://",
        "http://[",
        "https://a b.example/",
        "https://a.example/\u202egnp.exe",
        "",
        None,
    ],
)
def test_no_web_address(url):
    assert web_address(url) is None


def test_web_address():
    assert web_address("https://a.example/?q=1&r=2#x") == "https://a.example/?q=1&r=2#x"
    assert web_address("HTTP://a.example") == "HTTP://a.example"
