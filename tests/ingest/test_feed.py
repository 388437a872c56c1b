from __future__ import annotations

import io

import pytest

from secondsource.errors import InputError
from secondsource.ingest import feed
from secondsource.ingest.failure import Failure
from secondsource.records.report import Report

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Harbour Post</title><language>en</language>
<item><title>Ferry aground</title><link>https://post.example/1</link>
<dc:creator>Ada Lund</dc:creator>
<pubDate>Thu, 16 Oct 2025 20:15:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>A ferry ran aground.</p>
<p>Nobody was <b>hurt</b> &amp; all left.</p>]]></content:encoded>
</item>
<item><title>No body</title></item>
<item><title>Quay</title><source url="https://wire.example">Coast Wire</source>
<description>&lt;p&gt;The quay burned.&lt;/p&gt;</description></item></channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom">
<title>Vell Daily</title>
<entry><title>Quay</title>
<link rel="self" href="https://daily.example/self"/><link href="https://daily.example/2"/>
<author><name>Jon Berg</name></author><updated>2025-10-17T08:00:00Z</updated>
<content type="xhtml"><div><p>The quay &lt; burned.</p><p>It was old.</p></div></content>
</entry></feed>"""


def read(text: str) -> list[Report | Failure]:
    return list(feed.read(io.BytesIO(text.encode()), "feed.xml"))


def test_rss_items() -> None:
    first, second, third = read(RSS)
    assert isinstance(first, Report) and isinstance(third, Report)
    assert first.text == "A ferry ran aground.\nNobody was hurt & all left."
    assert (first.title, first.outlet, first.author) == (
        "Ferry aground",
        "Harbour Post",
        "Ada Lund",
    )
    assert first.published == "2025-10-16T20:15:00+02:00"
    assert isinstance(second, Failure) and second.place == "item 2"
    assert (third.outlet, third.text) == ("Coast Wire", "The quay burned.")


def test_a_source_on_the_feeds_own_site_is_a_credit() -> None:
    feed_text = RSS.replace(
        "<language>", "<link>https://www.post.example/</link><language>"
    ).replace(
        "<item><title>Quay</title>", "<item><title>Quay</title><link>https://post.example/3</link>"
    )
    item = read(feed_text)[2]
    assert isinstance(item, Report)
    assert (item.outlet, item.credited) == ("Harbour Post", "Coast Wire")


def test_atom_entry() -> None:
    (entry,) = read(ATOM)
    assert isinstance(entry, Report)
    assert entry.text == "The quay < burned.\nIt was old."
    assert (entry.url, entry.author) == ("https://daily.example/2", "Jon Berg")
    assert entry.published == "2025-10-17T08:00:00Z"


def test_items_before_the_break_are_kept() -> None:
    items = read(RSS[: RSS.index("<item><title>Quay")])
    assert [type(item) for item in items] == [Report, Failure, Failure]
    assert isinstance(items[-1], Failure) and (items[-1].place or "").startswith("line ")


@pytest.mark.parametrize(
    "declaration",
    ['<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">', '<!ENTITY x SYSTEM "file:///etc/hostname">'],
)
def test_entities_are_refused(declaration: str) -> None:
    (failure,) = read(f"<!DOCTYPE rss [{declaration}]>{RSS.partition('?>')[2]}")
    assert isinstance(failure, Failure) and "refused" in failure.reason


def test_other_xml_is_an_error() -> None:
    with pytest.raises(InputError):
        read("<html><item>x</item></html>")
