"""Invented pages as untidy as real ones: each with the traps of one way of publishing.

Beside the tidy kinds of ``layouts``: dates in words and in the wrong places, other articles' dates
and authors, notes between paragraphs, texts that a script would show. ``noisy_pages()`` gives them.
"""

# ruff: noqa: E501  # markup reads better on one line

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from benchmarks.layouts import Layout, Story, chrome, links, paragraphs, story

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def _day(s: Story) -> date:
    return date.fromisoformat(s.day)


def _british(s: Story) -> str:
    day = _day(s)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _american(s: Story, short: bool = False) -> str:
    day = _day(s)
    month = _MONTHS[day.month - 1]
    return f"{month[:3] + '.' if short else month} {day.day}, {day.year}"


def _other(s: Story, days: int) -> str:
    return (_day(s) + timedelta(days=days)).isoformat()


def _ld(*nodes: object) -> str:
    return "".join(
        f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes
    )


def _metas(pairs: dict[str, str], key: str = "property") -> str:
    return "".join(f'<meta {key}="{name}" content="{value}"/>' for name, value in pairs.items())


def _page(head: str, body: str, lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def _article(s: Story, mid: str = "", top: str = "", end: str = "", at: int = 3) -> str:
    parts = [f"<p>{text}</p>" for text in s.paragraphs]
    parts.insert(at, mid)
    return f"<article><h1>{s.title}</h1>{top}<div class='article__content'>{''.join(parts)}</div>{end}</article>"


def _teasers(s: Story, tag: str = "time") -> str:
    """Other articles, each with a date of its own."""
    return "".join(
        f"<div class='teaser'><a href='/t{n}'><h3>{text}</h3></a><{tag} datetime='{_other(s, -9 * n - 3)}T08:00:00Z'>"
        f"{_other(s, -9 * n - 3)}</{tag}><p>{text}. Read the whole story.</p></div>"
        for n, text in enumerate(s.junk(6))
    )


def _time_alone(s: Story) -> str:
    """One bare time element beside the headline, and older ones in the teasers."""
    top = f"<div class='meta'><span>By <a href='/by/x'>{s.author}</a></span><time datetime='{s.day}T{s.clock}'>{_british(s)}</time></div>"
    return _page(f"<title>{s.title} | {s.outlet}</title>" + _metas({"og:site_name": s.outlet}),
        chrome(s, f"<main>{_article(s, top=top)}<section class='more'>{_teasers(s)}</section></main>"))  # fmt: skip


def _time_in_words(s: Story) -> str:
    top = f"<p class='byline'>By {s.author}</p><time>{_american(s)} at 9:41 a.m. EDT</time>"
    return _page(f"<title>{s.title} - {s.outlet}</title>" + _metas({"og:site_name": s.outlet}),
        chrome(s, f"<main>{_article(s, top=top)}</main>"))  # fmt: skip


def _published_updated(s: Story) -> str:
    """Both dates in one line of words, the later one first."""
    top = (f"<div class='byline'>By <a rel='author' href='/a'>{s.author}</a></div><div class='timestamp'><span>Updated: "
        f"{_other(s, 40)}</span> <span class='published'>Published: {_british(s)}, 10:22 GMT</span></div>")  # fmt: skip
    return _page(f"<title>{s.title}</title>" + _metas({"og:site_name": s.outlet, "og:title": s.title}),
        chrome(s, _article(s, top=top)))  # fmt: skip


def _address_only(s: Story) -> str:
    url = f"https://www.outlet.example/news/{s.day.replace('-', '/')}/old-bridge-closed"
    return _page(f"<title>{s.title} | {s.outlet}</title><link rel=canonical href='{url}'>" + _metas({"og:site_name": s.outlet}),
        chrome(s, _article(s)))  # fmt: skip


def _address_dashed(s: Story) -> str:
    url = f"https://www.outlet.example/story/old-bridge-closed-{s.day}"
    return _page(f"<title>{s.title} | {s.outlet}</title>" + _metas({"og:site_name": s.outlet, "og:url": url}),
        chrome(s, _article(s)))  # fmt: skip


def _address_month_name(s: Story) -> str:
    day = _day(s)
    url = f"https://www.outlet.example/world/{day.year}/{_MONTHS[day.month - 1][:3].lower()}/{day.day:02}/old-bridge"
    return _page(f"<title>{s.title} | {s.outlet}</title>" + _metas({"og:site_name": s.outlet, "og:url": url}),
        chrome(s, f"<p>Copyright 2040</p>{_article(s)}{_teasers(s, 'span')}"))  # fmt: skip


def _sailthru(s: Story) -> str:
    head = _metas(
        {
            "sailthru.date": f"{s.day} {s.clock}",
            "sailthru.author": s.author,
            "sailthru.title": s.title,
        },
        "name",
    )
    return _page(
        f"<title>{s.title}</title>" + head + _metas({"og:site_name": s.outlet}),
        chrome(s, _article(s)),
    )


def _parsely(s: Story) -> str:
    data = json.dumps(
        {"title": s.title, "pub_date": f"{s.day}T{s.clock}Z", "author": s.author, "type": "post"}
    )
    return _page(f"<title>{s.title}</title><meta name='parsely-page' content='{data}'>" + _metas({"og:site_name": s.outlet,
        "article:modified_time": f"{_other(s, 3)}T09:00:00Z"}), chrome(s, _article(s)))  # fmt: skip


def _dublin(s: Story) -> str:
    head = _metas({"DC.date.issued": s.day, "DC.title": s.title, "DC.creator": s.author, "DC.publisher": s.outlet,
        "DCTERMS.modified": _other(s, 5)}, "name")  # fmt: skip
    return _page(f"<title>{s.title}</title>" + head, chrome(s, _article(s)))


def _microdata(s: Story) -> str:
    top = (f"<div itemprop='author' itemscope itemtype='https://schema.org/Person'>By <span itemprop='name'>{s.author}</span></div>"
        f"<div itemprop='publisher' itemscope itemtype='https://schema.org/Organization'><meta itemprop='name' content='{s.outlet}'></div>"
        f"<meta itemprop='datePublished' content='{s.day}T{s.clock}+01:00'><meta itemprop='dateModified' content='{_other(s, 2)}'>")  # fmt: skip
    body = "".join(f"<p>{text}</p>" for text in s.paragraphs)
    return _page(f"<title>{s.title}</title>", chrome(s, f"<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop=headline>"
        f"{s.title}</h1>{top}<div itemprop='articleBody'>{body}</div></div><aside>{_teasers(s)}</aside>"))  # fmt: skip


def _graph(s: Story) -> str:
    """The graph of a common plug-in: the article refers to its author, the site names itself."""
    url = "https://www.outlet.example/bridge/"
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "Article", "@id": url + "#article", "isPartOf": {"@id": url}, "author": {"name": s.author, "@id": "#p"},
         "headline": s.title, "datePublished": f"{s.day}T{s.clock}+00:00", "dateModified": f"{_other(s, 1)}T08:00:00+00:00",
         "publisher": {"@id": "#org"}},
        {"@type": "WebPage", "@id": url, "name": f"{s.title} - {s.outlet}", "datePublished": f"{s.day}T{s.clock}+00:00"},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Home"}]},
        {"@type": "Organization", "@id": "#org", "name": s.outlet}, {"@type": "Person", "@id": "#p", "name": s.author}]}  # fmt: skip
    related = {"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "headline": text, "datePublished": _other(s, -n)}
        for n, text in enumerate(s.junk(3), 2)]}  # fmt: skip
    return _page(
        f"<title>{s.title} - {s.outlet}</title>" + _ld(related, graph), chrome(s, _article(s))
    )


def _listed(s: Story) -> str:
    """A list of nodes at the top, the article after a film that was put up earlier."""
    nodes = [{"@type": "VideoObject", "name": "The week", "uploadDate": _other(s, -20)},
        {"@type": ["NewsArticle", "Article"], "headline": s.title, "datePublished": f"{s.day}T{s.clock}Z",
         "author": [{"@type": "Person", "name": s.author}], "publisher": {"@type": "NewsMediaOrganization", "name": s.outlet}}]  # fmt: skip
    return _page(f"<title>{s.title}</title>" + _ld(nodes), chrome(s, _article(s)))


def _slashes(s: Story) -> str:
    day = _day(s)
    head = _metas(
        {
            "article:published": f"{day.year}/{day.month:02}/{day.day:02} 10:15:00",
            "og:site_name": s.outlet,
        },
        "name",
    )
    return _page(f"<title>{s.title}</title>" + head, chrome(s, _article(s)))


def _shell_date(s: Story) -> str:
    day = _day(s)
    told = f"{day:%a} {_MONTHS[day.month - 1][:3]} {day.day:02} 10:15:00 EST {day.year}"
    return _page(f"<title>{s.title}</title>" + _metas({"pubdate": told, "author": f"By {s.author}"}, "name") + _metas({"og:site_name": s.outlet}),
        chrome(s, _article(s)))  # fmt: skip


def _milliseconds(s: Story) -> str:
    stamp = (_day(s) - date(1970, 1, 1)).days * 86_400_000 + 43_200_000
    return _page(f"<title>{s.title}</title>" + _metas({"article:published_time": str(stamp), "og:site_name": s.outlet}),
        chrome(s, _article(s)))  # fmt: skip


def _unreadable_then_words(s: Story) -> str:
    """A date element with an empty template in it, and the true one on the page."""
    top = f"<p class='article-date'>{_american(s, short=True)}</p>"
    return _page(f"<title>{s.title}</title>" + _metas({"article:published_time": "{{ date }}", "og:site_name": s.outlet}),
        chrome(s, _article(s, top=top)))  # fmt: skip


def _day_in_text(s: Story) -> str:
    """No date but those of what is told: none is right."""
    mid = "<p>The first inspection, on March 3, 2019, had found nothing, and a second one on 14 June 2024 was called off.</p>"
    return _page(
        f"<title>{s.title}</title>" + _metas({"og:site_name": s.outlet}),
        chrome(s, _article(s, mid)),
    )


def _title_suffix(s: Story) -> str:
    return _page(
        f"<title>{s.title} - {s.outlet}</title>",
        f"<div class='wrap'><h1>{s.title}</h1>{paragraphs(s)}</div>",
    )


def _scripted(s: Story) -> str:
    """The text stands in JSON-LD alone: a script would put it on the page."""
    node = {"@type": "NewsArticle", "headline": s.title, "datePublished": s.day, "author": {"name": s.author},
        "publisher": {"name": s.outlet}, "articleBody": "\n\n".join(s.paragraphs)}  # fmt: skip
    return _page(f"<title>{s.title}</title>" + _ld(node),
        "<div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript>")  # fmt: skip


def _sponsored(s: Story) -> str:
    """Between paragraphs: a link to another story, an advertisement, a form, a row of buttons."""
    parts = [f"<p>{text}</p>" for text in s.paragraphs]
    parts.insert(
        5,
        "<div class='newsletter-signup'><h3>Get our newsletter</h3><p>Sign up for the morning briefing.</p><form><input type=email><button>Sign up</button></form></div>",
    )
    parts.insert(4, "<div class='ad-slot' id='div-gpt-ad-3'><span>Advertisement</span></div>")
    parts.insert(
        2,
        "<p class='read-more'><strong>READ MORE: <a href='/x'>Five recipes for a rainy weekend</a></strong></p>",
    )
    parts.insert(
        1,
        f"<div class='share-tools'><ul>{links(['Share on Facebook', 'Share on X', 'Email', 'Print'])}</ul></div>",
    )
    node = {"@type": "NewsArticle", "headline": s.title, "datePublished": f"{s.day}T{s.clock}-05:00", "author": s.author,
        "publisher": {"name": s.outlet}}  # fmt: skip
    return _page(
        f"<title>{s.title}</title>" + _ld(node),
        chrome(s, f"<main><article><h1>{s.title}</h1>{''.join(parts)}</article></main>"),
    )


def _about_author(s: Story) -> str:
    end = (f"<div class='author-bio'><img src='/p.jpg'><h4>About the author</h4><p>{s.author} has covered the coast for {s.outlet} since 2019.</p></div>"
        f"<div class='tags'><a href='/t'>Fires</a> <a href='/t'>Harbours</a></div><div class='trending'><h3>Trending now</h3><ol>{links(s.junk(5))}</ol></div>")  # fmt: skip
    return _page(f"<title>{s.title}</title>" + _metas({"og:title": s.title, "og:site_name": s.outlet, "article:author": s.author,
        "article:published_time": f"{s.day}T{s.clock}Z"}), chrome(s, _article(s, end=end)))  # fmt: skip


def _photo_first(s: Story) -> str:
    top = (f"<div class='hero'><picture><img src='/a.jpg' alt='The bridge'></picture><span class='caption'>The bridge on Tuesday.</span>"
        f"<span class='credit'>Photo: {s.author}/{s.outlet}</span></div><p class='dek'></p>")  # fmt: skip
    return _page(f"<title>{s.title}</title>" + _metas({"og:title": s.title, "og:site_name": s.outlet, "article:published_time": s.day}),
        chrome(s, _article(s, top=top)))  # fmt: skip


def _wrapped(s: Story) -> str:
    """Divs in divs with names that a machine made, each paragraph in three of them."""
    body = "".join(
        f"<div class='css-1a{n}'><div class='css-9x'><p class='css-at{n}'>{text}</p></div></div>"
        for n, text in enumerate(s.paragraphs)
    )
    side = "".join(
        f"<div class='css-side'><div><a href='/s{n}'><span>{text}</span></a></div></div>"
        for n, text in enumerate(s.junk(8))
    )
    node = {"@type": "NewsArticle", "headline": s.title, "datePublished": f"{s.day}T{s.clock}.000Z", "author": {"@type": "Person", "name": s.author},
        "publisher": {"@type": "Organization", "name": s.outlet}}  # fmt: skip
    return _page(f"<title>{s.title} - {s.outlet}</title>" + _ld(node),
        f"<div id=app><div><div class=css-top>{links(['Home', 'World', 'Sport'])}</div><div class=css-grid><section name='articleBody'><h1>{s.title}</h1>{body}</section><div>{side}</div></div></div></div>")  # fmt: skip


def _short(s: Story) -> str:
    """A brief of two paragraphs among teasers longer than it."""
    brief = Story(s.title, s.author, s.outlet, s.day, s.clock, s.paragraphs[:2], s.draw)
    cards = "".join(
        f"<div class=card><h3>{text}</h3><p>{text}: the whole of it, in our long read on Sunday.</p></div>"
        for text in s.junk(10)
    )
    return _page(f"<title>{s.title}</title>" + _metas({"og:title": s.title, "og:site_name": s.outlet, "article:published_time": s.day}),
        chrome(s, f"<main>{_article(brief)}</main><section class='most-read'><h2>Most read</h2>{cards}</section>"))  # fmt: skip


def _liveblog(s: Story) -> str:
    """Posts with their own times, the newest first; JSON-LD dates the whole and each post."""
    posts = "".join(
        f"<article class='live-post' id='p{n}'><h2 class='post-title'></h2><time datetime='{s.day}T{20 - n:02}:05:00Z'>{20 - n}:05</time><div class='body'><p>{text}</p></div></article>"
        for n, text in enumerate(s.paragraphs)
    )
    node = {"@type": "LiveBlogPosting", "headline": s.title, "datePublished": f"{s.day}T05:00:00Z", "coverageEndTime": _other(s, 1),
        "author": {"@type": "Person", "name": s.author}, "publisher": {"name": s.outlet},
        "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Post", "datePublished": f"{_other(s, 1)}T0{n}:00:00Z", "articleBody": text}
        for n, text in enumerate(s.paragraphs[:9])]}  # fmt: skip
    return _page(
        f"<title>{s.title}</title>" + _ld(node),
        chrome(s, f"<main><h1>{s.title}</h1>{posts}</main>"),
    )


def _today_above(s: Story) -> str:
    """The head prints the day on which the page was fetched; the report gives none."""
    return _page(f"<title>{s.title}</title>" + _metas({"og:title": s.title, "og:site_name": s.outlet}),
        f"<div class='top-bar'><span class='date'>Thursday, May 22, 2025</span></div>{chrome(s, _article(s))}")  # fmt: skip


def _other_first(s: Story) -> str:
    """The JSON-LD of a recommended article stands before the article's own."""
    nodes = [{"@type": "NewsArticle", "headline": text, "datePublished": day, "url": f"https://o.example/{day}",
        "author": {"name": name}, "publisher": {"name": s.outlet}} for text, day, name in
        (("Opinion: why the harbour needs a plan", "2019-01-01", "Nora Quill"), (s.title, f"{s.day}T{s.clock}Z", s.author))]  # fmt: skip
    return _page(f"<title>{s.title} | {s.outlet}</title>" + _ld(*nodes), chrome(s, _article(s)))


def _stub(s: Story) -> str:
    """Two paragraphs, and what to pay for the rest."""
    brief = Story(s.title, s.author, s.outlet, s.day, s.clock, s.paragraphs[:2], s.draw)
    offer = ("<div class='paywall-offer'><h3>Already a subscriber? Log in</h3><p>To read the rest of this story, choose a plan that"
        " suits you from one pound a week, or look at all our offers first.</p></div>")  # fmt: skip
    return _page(f"<title>{s.title}</title>" + _metas({"og:title": s.title, "og:site_name": s.outlet, "article:published_time": s.day}),
        chrome(s, f"<main>{_article(brief, end=offer)}</main>"))  # fmt: skip


def _late_evening(s: Story) -> str:
    """Stamped in UTC, so on the next day; the byline has the day of the place."""
    node = {"@type": "NewsArticle", "headline": s.title, "datePublished": f"{_other(s, 1)}T02:40:00Z", "author": {"name": s.author},
        "publisher": {"name": s.outlet}}  # fmt: skip
    return _page(f"<title>{s.title} | {s.outlet}</title>" + _ld(node),
        chrome(s, _article(s, top=f"<div class='posted'>Posted: {_american(s)} / 9:40 PM CDT</div>")))  # fmt: skip


def _email_table(s: Story) -> str:
    """Tables in tables, as newsletters and pages of twenty years ago are laid out."""
    rows = "".join(
        f"<tr><td style='padding:8px'><font size=2>{text}</font></td></tr>" for text in s.paragraphs
    )
    return _page(f"<title>{s.title}</title>" + _metas({"og:site_name": s.outlet, "date": s.day}),
        f"<table width='600'><tr><td><table><tr><td><h1>{s.title}</h1></td></tr>{rows}</table></td></tr></table>")  # fmt: skip


KINDS: dict[str, tuple[Callable[[Story], str], str]] = {
    # the page, and which of author, outlet and day it says
    "time element alone": (_time_alone, "author outlet day"),
    "time in words": (_time_in_words, "outlet day"),
    "published and updated in words": (_published_updated, "author outlet day"),
    "day in the address": (_address_only, "outlet day"),
    "day at the end of the address": (_address_dashed, "outlet day"),
    "month by name in the address": (_address_month_name, "outlet day"),
    "Sailthru": (_sailthru, "author outlet day"),
    "Parse.ly": (_parsely, "author outlet day"),
    "Dublin Core": (_dublin, "author outlet day"),
    "microdata": (_microdata, "author outlet day"),
    "graph": (_graph, "author outlet day"),
    "list of nodes": (_listed, "author outlet day"),
    "slashes": (_slashes, "outlet day"),
    "date of a shell": (_shell_date, "author outlet day"),
    "milliseconds": (_milliseconds, "outlet day"),
    "template not filled in": (_unreadable_then_words, "outlet day"),
    "no date but in the text": (_day_in_text, "outlet"),
    "outlet in the title": (_title_suffix, "outlet"),
    "text in JSON-LD alone": (_scripted, "author outlet day"),
    "notes between paragraphs": (_sponsored, "author outlet day"),
    "about the author": (_about_author, "author outlet day"),
    "photo first": (_photo_first, "outlet day"),
    "made class names": (_wrapped, "author outlet day"),
    "brief among teasers": (_short, "outlet day"),
    "live posts as articles": (_liveblog, "author outlet day"),
    "today above the headline": (_today_above, "outlet"),
    "another article first": (_other_first, "author outlet day"),
    "paywall's offer": (_stub, "outlet day"),
    "tables in tables": (_email_table, "outlet day"),
    "late in the evening": (_late_evening, "author outlet day"),
}  # fmt: skip


def noisy_pages() -> Iterator[Layout]:
    """Every kind, once."""
    for seed, (kind, (make, said)) in enumerate(KINDS.items(), 1_000):
        told = story(seed, 2021)
        text = told.paragraphs[:2] if make in (_short, _stub) else told.paragraphs
        if make is _day_in_text:
            text = (*text[:3], "The first inspection, on March 3, 2019, had found nothing, and a second one on 14 June 2024 was called off.", *text[3:])  # fmt: skip
        says = said.split()
        yield Layout(
            kind, make(told), text, told.title,
            told.author if "author" in says else "",
            told.outlet,
            told.day if "day" in says else "",
            dateless=make in (_day_in_text, _today_above),
        )  # fmt: skip
