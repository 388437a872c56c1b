"""Forty-eight invented page layouts, in the ways of common publishing systems, with what is right.

Sixteen kinds of page, three ways each to say title, author, outlet and day. ``pages()`` gives them;
nothing in them is of a real outlet, and every layout is the same on every machine.
"""

# ruff: noqa: E501  # markup reads better on one line

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_PEOPLE = ("Ada Lund", "Jon Riske", "Mira Osei", "Tomas Brandt", "Lena Kovar", "Idris Vale")
_TOWNS = ("Port Vell", "Brenna", "Lower Asmund", "Carrick Bay", "Old Tiller", "Hallow Cross")
_SENTENCES = (
    "Firefighters from {town} reached the {thing} shortly before dawn, {person} said on Tuesday.",
    "About {n} people had to leave their homes, and {m} of them were still in a school at noon.",
    "The council of {town} will vote next week on whether to close the {thing} for good.",
    "“Nobody should have been inside,” said {person}, who heads the inquiry.",
    "Engineers had warned of cracks in the {thing} since the spring, documents show.",
    "A spokesman for the company declined to comment on the {thing}, citing the inquiry.",
    "It was the third such incident near {town} in {m} months, according to the coastguard.",
    "The owner of the {thing} promised to pay for the damage, which {person} put at {n} million.",
)
_THINGS = ("bridge", "ferry terminal", "customs house", "grain store", "tunnel", "old mill")
_JUNK = (
    "Sign up for our morning newsletter and never miss a story.",
    "We use cookies to improve your experience. Accept all Manage settings",
    "Five recipes for a rainy weekend", "Quiz: how well do you know your coast?",
    "Opinion: why the harbour needs a plan", "Watch: the week in ninety seconds",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """One page and what a careful reader would take from it; empty where the page doesn't say."""

    name: str
    html: str
    paragraphs: tuple[str, ...]
    title: str
    author: str
    outlet: str
    day: str
    dateless: bool = False  #: any day found is wrong


@dataclass(frozen=True, slots=True)
class Story:
    """What a page is made of."""

    title: str
    author: str
    outlet: str
    day: str
    clock: str
    paragraphs: tuple[str, ...]
    draw: random.Random

    def junk(self, count: int) -> list[str]:
        """Lines that are not the story's."""
        return [self.draw.choice(_JUNK) for _ in range(count)]


def story(seed: int, year: int = 2031) -> Story:
    """An invented story, the same for the same seed."""
    draw = random.Random(seed)

    def sentence() -> str:
        return draw.choice(_SENTENCES).format(
            town=draw.choice(_TOWNS), person=draw.choice(_PEOPLE), thing=draw.choice(_THINGS),
            n=draw.randint(20, 900), m=draw.randint(4, 19),
        )  # fmt: skip

    paragraphs = tuple(
        " ".join(sentence() for _ in range(draw.randint(1, 4))) for _ in range(draw.randint(6, 14))
    )
    title = f"{draw.choice(_THINGS).capitalize()} near {draw.choice(_TOWNS)} closed after fire"
    outlet = f"{draw.choice(_TOWNS)} {draw.choice(('Courier', 'Ledger', 'Post', 'Observer'))}"
    day = f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    clock = f"{draw.randint(6, 20):02}:{draw.randint(0, 59):02}:00"
    return Story(title, draw.choice(_PEOPLE), outlet, day, clock, paragraphs, draw)


def paragraphs(s: Story) -> str:
    """Each in an element of its own."""
    return "\n".join(f"<p>{text}</p>" for text in s.paragraphs)


def links(texts: list[str]) -> str:
    """Entries of a list, each a link."""
    return "".join(f'<li><a href="/x{n}">{text}</a></li>' for n, text in enumerate(texts))


def chrome(s: Story, main: str) -> str:
    """Between the head and the foot of its outlet's pages."""
    return (
        f"<header><a href='/'>{s.outlet}</a><nav><ul>{links(['Home', 'News', 'Sport'])}</ul>"
        f"</nav></header>{main}<footer><p>Copyright {s.outlet}. All rights reserved.</p>"
        f"<ul>{links(['Terms', 'Privacy', 'Contact us'])}</ul></footer>"
    )


def _blog(s: Story) -> str:
    return chrome(s, f"<div id=content><article class='post hentry'><h1 class=entry-title>{s.title}"
        f"</h1><div class=entry-content>{paragraphs(s)}<div class=sharedaddy><h3>Share this:</h3><ul>"
        f"{links(['Facebook', 'Email'])}</ul></div></div></article><div id=comments class=comments-area>"
        f"<h2>2 thoughts</h2><ol><li class=comment><p>{s.junk(1)[0]}</p></li></ol></div></div>"
        f"<aside class=widget-area><ul>{links(s.junk(6))}</ul></aside>")  # fmt: skip


def _arc(s: Story) -> str:
    parts = [f'<p class="c-paragraph b-article-body__text">{text}</p>' for text in s.paragraphs]
    parts.insert(3, f'<div class="c-link-list"><h3>Read more</h3><ul>{links(s.junk(3))}</ul></div>')
    return chrome(s, f'<main><article><h1 class="b-headline">{s.title}</h1><div class="b-byline">By '
        f'{s.author}</div><div class="b-article-body">{"".join(parts)}</div></article></main>')  # fmt: skip


def _amp(s: Story) -> str:
    return (f"<amp-sidebar><ul>{links(['Home', 'World'])}</ul></amp-sidebar><main><h1>{s.title}</h1>"
        f"<amp-img src=/a.jpg></amp-img><figcaption>The scene on Tuesday. Photo: {s.outlet}</figcaption>"
        f"{paragraphs(s)}<amp-ad>Advertisement</amp-ad></main>")  # fmt: skip


def _drupal(s: Story) -> str:
    return chrome(s, f"<div class=region-content><div class='node node--type-article'><h1>{s.title}</h1>"
        f"<div class='field field--name-body'><div class=field__item>{paragraphs(s)}</div></div><div class="
        f"'field field--name-field-tags'><ul>{links(['Fires', 'Coast'])}</ul></div></div></div>")  # fmt: skip


def _live(s: Story) -> str:
    posts = "".join(
        f"<div class=live-post><time>{9 + n}:15</time><p>{text}</p></div>"
        for n, text in enumerate(s.paragraphs)
    )
    return chrome(s, f"<main><h1>{s.title}</h1><section class=live-blog>{posts}</section></main>")


def _paywall(s: Story) -> str:
    return chrome(s, f"<article><h1>{s.title}</h1><div class=article-body>{paragraphs(s)}</div><div class="
        f"paywall><h2>Subscribe to continue reading</h2><p>{s.junk(1)[0]}</p><button>Subscribe</button>"
        "</div></article>")  # fmt: skip


def _related(s: Story) -> str:
    cards = "".join(
        f"<div class=card><h3><a href=/c>{t}</a></h3><p>{t}</p></div>" for t in s.junk(8)
    )
    return chrome(s, f"<article><h1>{s.title}</h1>{paragraphs(s)}</article><section class=related-stories>"
        f"<h2>More on this story</h2>{cards}</section>")  # fmt: skip


def _cookies(s: Story) -> str:
    return (f"<div id=cookie-banner class=cookie-consent role=dialog><p>{_JUNK[1]}</p></div>"
        + chrome(s, f"<article><h1>{s.title}</h1>{paragraphs(s)}</article>"))  # fmt: skip


def _comments(s: Story) -> str:
    said = "".join(f"<div class=comment><b>reader{n}</b><p>{t}</p></div>"
                   for n, t in enumerate(s.junk(12)))  # fmt: skip
    return chrome(
        s,
        f"<article><h1>{s.title}</h1>{paragraphs(s)}</article><section id=comments>{said}</section>",
    )


def _captions(s: Story) -> str:
    parts = [f"<p>{text}</p>" for text in s.paragraphs]
    for at in (4, 2):
        parts.insert(at, "<figure><img src=/a.jpg><figcaption>Smoke over the harbour. "
                     f"Photo: {s.outlet}</figcaption></figure>")  # fmt: skip
    return chrome(s, f"<article><h1>{s.title}</h1>{''.join(parts)}</article>")


def _pull(s: Story) -> str:
    parts = [f"<p>{text}</p>" for text in s.paragraphs]
    parts.insert(3, f"<aside class=pullquote><p>{s.paragraphs[2].split('. ')[0]}</p></aside>")
    return chrome(s, f"<article><h1>{s.title}</h1>{''.join(parts)}</article>")


def _lists(s: Story) -> str:
    some = "".join(f"<li>{text}</li>" for text in s.paragraphs[2:5])
    rest = "".join(f"<p>{text}</p>" for text in s.paragraphs[5:])
    return chrome(s, f"<article><h1>{s.title}</h1><p>{s.paragraphs[0]}</p><p>{s.paragraphs[1]}</p>"
        f"<ul>{some}</ul>{rest}</article>")  # fmt: skip


def _breaks(s: Story) -> str:
    body = "<br><br>\n".join(s.paragraphs)
    return chrome(s, f"<div class=main><h1>{s.title}</h1><div class=story>{body}</div></div>")


def _soup(s: Story) -> str:
    body = "".join(f"<div><div class=x7>{text}</div></div>" for text in s.paragraphs)
    return (f"<div><div>{links(['Home', 'News'])}</div><div><div class=h>{s.title}</div><div>{body}"
        f"</div></div><div>{links(s.junk(4))}</div></div>")  # fmt: skip


def _table(s: Story) -> str:
    return (f"<table width=100%><tr><td><ul>{links(['Home', 'News', 'Weather'])}</ul></td><td><h1>"
        f"{s.title}</h1>{paragraphs(s)}</td><td><ul>{links(s.junk(5))}</ul></td></tr></table>")  # fmt: skip


def _broken(s: Story) -> str:
    body = "".join(f"<p>{text}" for text in s.paragraphs)
    return chrome(s, f"<article><h1>{s.title}</h1><b><div class=body>{body}</b></article></span>")


KINDS: dict[str, Callable[[Story], str]] = {
    "blog": _blog, "arc": _arc, "amp": _amp, "drupal": _drupal, "live": _live,
    "paywall": _paywall, "related": _related, "cookies": _cookies, "comments": _comments,
    "captions": _captions, "pull quotes": _pull, "lists": _lists, "breaks": _breaks,
    "div soup": _soup, "tables": _table, "broken": _broken,
}  # fmt: skip


def _linked(s: Story, body: str) -> str:
    article = {
        "@type": "NewsArticle", "headline": s.title, "datePublished": f"{s.day}T{s.clock}Z",
        "dateModified": "2032-01-01", "author": [{"@id": "#a"}],
        "publisher": {"@type": "Organization", "name": s.outlet},
    }  # fmt: skip
    graph = {"@graph": [{"@type": "Person", "@id": "#a", "name": s.author}, article]}
    script = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    return f"<head><title>{s.title} | {s.outlet}</title>{script}</head><body>{body}</body>"


def _open_graph(s: Story, body: str) -> str:
    pairs = {"og:title": s.title, "og:site_name": s.outlet, "author": s.author,
             "article:published_time": f"{s.day}T{s.clock}+02:00",
             "article:modified_time": "2032-01-01"}  # fmt: skip
    found = "".join(f'<meta property="{name}" content="{value}">' for name, value in pairs.items())
    return f"<head><title>{s.title}</title>{found}</head><body>{body}</body>"


def _on_the_page(s: Story, body: str) -> str:
    line = (f'<div class="byline">By <a rel="author" href="/a">{s.author}</a> <time itemprop='
        f'"datePublished" datetime="{s.day}">{s.day}</time></div>')  # fmt: skip
    head = f'<title>{s.title}</title><meta property="og:site_name" content="{s.outlet}">'
    return f"<head>{head}</head><body>{body.replace('</h1>', '</h1>' + line, 1)}</body>"


STATEMENTS: dict[str, Callable[[Story, str], str]] = {
    "JSON-LD": _linked, "OpenGraph": _open_graph, "on the page": _on_the_page,
}  # fmt: skip


def pages() -> Iterator[Layout]:
    """Every kind of page with every way of saying what it is."""
    seed = 0
    for kind, body in KINDS.items():
        for way, say in STATEMENTS.items():
            seed += 1
            told = story(seed)
            html = f"<!doctype html><html lang=en>{say(told, body(told))}</html>"
            said = way != "on the page" or "</h1>" in html
            yield Layout(
                f"{kind}, {way}", html, told.paragraphs, told.title,
                told.author if said else "",
                told.outlet, told.day if said else "",
            )  # fmt: skip
