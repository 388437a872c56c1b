"""Pages: the article's text and what the page says of itself; nothing lost in silence."""

from __future__ import annotations

import json
import logging
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondsource.errors import InputError
from secondsource.ingest.charsets import decode_page
from secondsource.ingest.flat import read_flat
from secondsource.ingest.metadata import read_metadata
from secondsource.ingest.webpage import clean, parse

LEAD = (
    "A ferry with forty people on board ran aground near Port Vell on Thursday evening, the"
    " coastguard said, and all were brought ashore."
)
SECOND = "The mayor, Jon Riske, said the harbour would stay closed until Saturday morning."
PAGE = f"""<!doctype html><html lang="en-GB"><head>
<title>Ferry aground - Harbour Post</title>
<meta property="og:site_name" content="Harbour Post"><link rel="canonical" href="https://post.example/ferry">
<script type="application/ld+json">{
    json.dumps(
        {
            "@graph": [
                {"@type": "WebSite", "name": "x"},
                {
                    "@type": ["NewsArticle"],
                    "headline": "Ferry aground &amp; safe",
                    "datePublished": "2025-10-16T20:15:00+02:00",
                    "author": [{"@type": "Person", "name": "Ada Lund"}, {"name": "Jon Berg"}],
                    "publisher": {"name": "The Harbour Post"},
                },
            ]
        }
    )
}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Ferry aground &amp; safe</h1><p>{LEAD}</p><p>The mayor, Jon&nbsp;Riske, said the
har\u00adbour would stay closed until Saturday morning.</p>
<script>var x = "<p>not text</p>";</script></article>
<footer>Copyright Harbour Post</footer></body></html>"""


def test_article_and_metadata() -> None:
    page = parse(PAGE, "a.html", None)
    assert page.text == f"{LEAD}\n{SECOND}"
    assert page.title == "Ferry aground & safe"
    assert page.outlet == "The Harbour Post"
    assert page.author == "Ada Lund, Jon Berg"
    assert page.published == "2025-10-16T20:15:00+02:00"
    assert (page.url, page.language) == ("https://post.example/ferry", "en")


def test_meta_elements_without_json_ld() -> None:
    facts = read_metadata(
        '<html lang=nb><meta content="2025-10-16" property="article:published_time">'
        "<meta name='author' content='https://social.example/ada'><meta name=byl content=Ada>"
        '<script type="application/ld+json">{broken</script>'
    )
    assert (facts.published, facts.language) == ("2025-10-16", "nb")
    assert facts.author is None


@pytest.mark.parametrize("depth", [250, 300, 5_000, 200_000])
def test_deep_nesting_loses_no_text(depth: int, caplog) -> None:
    caplog.set_level(logging.WARNING)
    html = (
        f"<html><body>{'<div>' * depth}<p>{LEAD}</p>{'</div>' * depth}<p>{SECOND}</p></body></html>"
    )
    started = time.process_time()
    page = parse(html, "deep.html", None)
    assert time.process_time() - started < 3
    assert LEAD in page.text and SECOND in page.text
    assert "deep.html" in caplog.text


@pytest.mark.parametrize(
    "bomb",
    [
        "<div " + " ".join(f"a{n}=1" for n in range(50_000)) + ">",
        "<table><tr><td colspan=9007199254740992 rowspan=9007199254740992>",
        "<p>" * 100_000,
        '<a href="/x">a link</a> ' * 50_000,
        "<meta name=a content=b>" * 50_000,
        "<script type='application/ld+json'>" + "[" * 50_000 + "</script>",
        "<table><tr><td>" * 1_000,
        "<!--" + "x" * 100_000,
    ],
    ids=["attributes", "colspan", "tags", "links", "meta", "json", "tables", "comment"],
)
def test_bombs_are_defused(bomb: str) -> None:
    started = time.process_time()
    assert LEAD in parse(f"<html><body>{bomb}<p>{LEAD}</p></body></html>", "x.html", None).text
    assert time.process_time() - started < 5


def test_unclosed_paragraphs_are_not_depth() -> None:
    assert read_flat("<p>a" * 400).depth == 0
    assert read_flat("<div><b>a</b><br><img>" * 3).depth == 4


@pytest.mark.parametrize(
    "bomb",
    ["<" * 200_000, "<a " * 100_000, "<!--" * 50_000, "<a '" * 50_000, '<a b="' * 50_000,
     "<script>" * 50_000, "&" * 200_000, "<p" + " a=1" * 100_000 + ">", "</div>" * 100_000],
)  # fmt: skip
def test_flat_reader_is_linear(bomb: str) -> None:
    started = time.process_time()
    read_flat(bomb)
    read_metadata(bomb)
    assert time.process_time() - started < 3


def test_hidden_text_is_not_text() -> None:
    flat = read_flat(
        "<p>Seen</p><style>p {}</style><!-- <p>no</p> --><noscript>no</noscript><p>too"
    )
    assert flat.blocks == ("Seen", "too")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'<meta charset="iso-8859-1"><p>Caf\xe9', "Café"),
        (b"<p>Caf\xe9 \x93quoted\x94", "Café “quoted”"),
        (b"\xef\xbb\xbf<p>Caf\xc3\xa9", "Café"),
        ("<p>Café".encode("utf-16"), "Café"),
        (b'<meta charset="no-such-charset"><p>Caf\xe9', "Café"),
        (b"<p>Caf\xc3\xa9\x00", "Café\ufffd"),
    ],
)
def test_charsets(data: bytes, text: str) -> None:
    assert decode_page(data, "a.html").rpartition("<p>")[2] == text


def test_cleaning() -> None:
    assert clean("A\u00a0 line\u200b \r\n\r\n \x07Next\tone\u202e ") == "A line\nNext one"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_mutated_pages_never_crash(data) -> None:
    page = PAGE
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(page)))
        cut = data.draw(st.integers(0, 60))
        extra = data.draw(
            st.sampled_from(["", "<", ">", '"', "<div>", "\x00", "&#x0;", "\ud800", "<!--"])
        )
        page = page[:start] + extra + page[start + cut :]
    try:
        text = parse(
            decode_page(page.encode("utf-8", "surrogatepass"), "m.html"), "m.html", None
        ).text
    except InputError as error:
        assert error.reason
    else:
        assert text.strip() and "\x00" not in text
        text.encode("utf-8")


def test_tables_that_lay_out_are_no_tables_and_pointers_no_text() -> None:
    lines = [LEAD, LEAD.replace("ferry", "tug"), LEAD.replace("ferry", "trawler")]
    cells = "".join(f"<tr><td><p>{line}</p></td></tr>" for line in lines)
    numbers = "<table><tr><th>Year</th><th>Boats</th></tr><tr><td>2030</td><td>41</td></tr></table>"
    pointer = "<p><b>Read more: <a href=/x>Ferries of the coast</a></b></p>"
    html = f"<body><article><table>{cells}</table>{pointer}<p>{LEAD}</p>{numbers}</article></body>"
    text = parse(html, "x.html", None).text
    assert text.split("\n")[:4] == [*lines, LEAD] and "Read more" not in text
    assert "2030" in text and "41" in text


def test_the_outlet_stands_behind_the_headline_in_the_windows_title() -> None:
    html = f"<title>Ferry aground &#8211; Harbour Post</title><h1>Ferry aground</h1><p>{LEAD}</p>"
    assert parse(html, "x.html", None).outlet == "Harbour Post"
