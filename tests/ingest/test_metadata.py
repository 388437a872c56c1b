"""What pages say of themselves, in the ways of many publishing systems."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from secondsource.ingest.metadata import PageFacts, read_metadata

DAY = "2031-05-06T08:00:00+02:00"


def linked(value: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def meta(name: str, value: str) -> str:
    return f'<meta property="{name}" content="{value}">'


ARTICLE = {"@type": "NewsArticle", "headline": "Ferry", "datePublished": DAY}


@pytest.mark.parametrize(
    "page",
    [
        linked(ARTICLE),
        linked([{"@type": "WebSite"}, ARTICLE]),
        linked({"@graph": [{"@type": "WebPage", "datePublished": "2030-01-01"}, ARTICLE]}),
        linked({"@type": "WebPage", "mainEntity": ARTICLE}),
        linked({"@type": "ItemList", "itemListElement": [
            {"@type": "NewsArticle", "headline": "Other", "datePublished": "2030-01-01"}]})
        + linked(ARTICLE),
        linked(ARTICLE).replace("{", "<!-- {", 1).replace("}<", "} --><", 1),
        linked(ARTICLE).replace("}<", ",}<", 1),
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "a "b" c",'
        f' "datePublished": "{DAY}", }}</script>',
        meta("article:published_time", DAY),
        f'<time itemprop="datePublished" datetime="{DAY}">Tuesday</time>',
        f'<time class="entry-date published" datetime="{DAY}">Tuesday</time>',
        f'<meta itemprop="datePublished" content="{DAY}">',
        '<link rel="canonical" href="https://post.example/2031/05/06/ferry">',
        '<link rel="canonical" href="https://post.example/2031/may/6/ferry">',
        '<link rel="canonical" href="https://post.example/news/ferry-2031-05-06">',
        '<link rel="canonical" href="https://post.example/20310506-ferry.html">',
        '<time itemprop="datePublished">6 May 2031</time>',
        '<span class="x" itemprop="datePublished">Tuesday, May 6, 2031</span>',
        meta("DC.Date.Issued", "2031-05-06"),
        meta("publish_date", "2031/05/06 08:00"),
        meta("article:published_time", "1935824400000"),
        """<meta name="parsely-page" content='{"title": "Ferry", "pub_date": "2031-05-06"}'>""",
        meta("article:published_time", "{{date}}") + meta("pubdate", "2031-05-06"),
        meta("date", "May 6, 2031") + meta("article:modified_time", "2031-05-09"),
        # a template's date is outvoted
        linked({**ARTICLE, "datePublished": "2020-01-01"}) + meta("article:published_time", DAY)
        + '<link rel="canonical" href="https://post.example/2031/05/06/ferry">',
        f'<time datetime="2019-01-01">related</time>{linked(ARTICLE)}',
    ],
)  # fmt: skip
def test_the_day_of_publication(page: str) -> None:
    from secondsource.ingest.dates import parse_published

    found = read_metadata(f"<html><head>{page}</head></html>").published or ""
    assert (parse_published(found) or "")[:10] == "2031-05-06"


def test_the_node_at_the_canonical_address_is_the_article() -> None:
    others = [{**ARTICLE, "headline": f"{n}", "url": f"https://post.example/{n}"} for n in "abc"]
    page = linked(others) + '<link rel="canonical" href="https://post.example/b">'
    assert read_metadata(page).title == "b"


def test_people_and_publishers_by_reference() -> None:
    graph = [
        {**ARTICLE, "author": [{"@id": "#a"}, "Jon Berg"], "publisher": {"@id": "#p"},
         "dateModified": "2031-05-07", "inLanguage": "en-GB"},
        {"@type": "Person", "@id": "#a", "name": "Ada Lund"},
        {"@type": "Organization", "@id": "#p", "name": "Harbour Post"},
    ]  # fmt: skip
    facts = read_metadata(linked({"@graph": graph}))
    assert (facts.author, facts.outlet) == ("Ada Lund, Jon Berg", "Harbour Post")
    assert (facts.modified, facts.language) == ("2031-05-07", "en-GB")


def test_a_publisher_in_microdata_and_a_byline_in_a_meta_element() -> None:
    page = (
        '<div itemprop="publisher" itemscope><span itemprop="name">Harbour Post</span></div>'
        + meta("author", "By Ada Lund")
    )  # fmt: skip
    facts = read_metadata(page)
    assert (facts.outlet, facts.author) == ("Harbour Post", "Ada Lund")


def test_a_date_that_cannot_be_read_is_handed_on() -> None:
    facts = read_metadata(meta("article:published_time", "{{ date }}"))
    assert (facts.published, facts.unread_date) == (None, "{{ date }}")


def test_a_canonical_address_elsewhere_is_a_credit() -> None:
    page = '<link rel="canonical" href="https://wire.example/1">' + meta(
        "og:url", "https://www.post-herald.test/1"
    )
    facts = read_metadata(page)
    assert facts.url == "https://www.post-herald.test/1"
    assert facts.credited == "https://wire.example/1"
    same = page.replace("https://www.post-herald.test", "https://amp.wire.example")
    assert read_metadata(same).credited is None


@pytest.mark.parametrize(
    "block",
    ["[" * 100_000, " " * 300_000 + "x", "//" * 100_000, ", " * 150_000, '{"@type": ' * 900],
)
def test_broken_data_takes_no_time(block: str) -> None:
    started = time.process_time()
    facts = read_metadata(f'<script type="application/ld+json">{block}</script>')
    assert facts == PageFacts()
    assert time.process_time() - started < 5
