"""Web pages: the article's text by trafilatura, cleaned once, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from secondsource.errors import InputError
from secondsource.ingest.belowtitle import days_above_title, read_below_title
from secondsource.ingest.charsets import decode_page
from secondsource.ingest.dates import at_home, parse_published
from secondsource.ingest.decode import read_limited
from secondsource.ingest.failure import Failure
from secondsource.ingest.fields import bare_name, checked_date
from secondsource.ingest.flat import FlatPage, read_flat
from secondsource.ingest.metadata import PageFacts, read_metadata
from secondsource.ingest.pruning import prune
from secondsource.records.report import Report

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_log = logging.getLogger(__name__)

SAFE_DEPTH = 200  #: libxml2 loses text from about 255 nested elements
_KEPT_SHARE = 0.9  #: of the flat text that the tree must still hold
_PARTED_SHARE = 0.7  #: of a text run together that the page's paragraphs must hold
_MIN_WORDS = 12  #: of a paragraph that is taken for article text when the extractor is no help

_MOST_TAGS = 40_000  #: the extractor takes seconds from here on, and minutes soon after
_MOST_ATTRIBUTES = 100  #: of one element; parsers compare each with each
_LONG_TAG = re.compile(r"<([A-Za-z][\w-]{0,40})\s[^<>]{400,}+>")

_TITLE_MARK = re.compile(r"^\s*[|–—·:»-]\s+")
_LONGEST_NAME = 60
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[^\S\n]+")
_ISO_LANGUAGE = re.compile(r"[a-z]{2}(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The article on a page; the fields are None where the page doesn't say."""

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    author: str | None
    published: str | None
    modified: str | None
    credited: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a page came from, and what its server said of it."""

    source: str
    place: str | None = None
    charset: str | None = None
    url: str | None = None


def read(stream: BinaryIO, source: str) -> Iterator[Report | Failure]:
    """The one report of an HTML file."""
    yield read_bytes(read_limited(stream, source), Origin(source=source))


def read_bytes(data: bytes, origin: Origin) -> Report:
    """The report on a page that was sent; InputError when it holds no text."""
    html = decode_page(data, origin.source, origin.charset)
    page = parse(html, origin.source, origin.place)
    return Report(
        text=page.text,
        title=page.title,
        outlet=page.outlet,
        url=page.url or origin.url,
        author=page.author,
        published=page.published,
        modified=page.modified,
        credited=page.credited,
        language=page.language,
        source=origin.source,
        place=origin.place,
    )


def parse(html: str, source: str, place: str | None) -> Page:
    """The article of a page; InputError when the page holds no text."""
    flat = read_flat(html)
    facts = read_metadata(html)
    tree = _tree(html, flat)
    if tree is None:
        where = f"{source}, {place}" if place else source
        _log.warning(
            "%s: nested too deeply for the page extractor; read paragraph by paragraph", where
        )
        text, guess = _paragraphs(flat), PageFacts()
    else:
        text, guess = _extract(tree)
        text = _parted(text, flat) or _paragraphs(flat)
    title = facts.title or guess.title
    below = read_below_title(flat.blocks, title)
    guessed = guess.published
    if guessed and guessed not in html and guessed in days_above_title(flat.blocks, title):
        guessed = None  # the day on which the page was fetched
    said = at_home(facts.published, below.published) if facts.published else below.published
    published = said or guessed or facts.unread_date
    text = _without_title(clean(text), title)
    if not text:
        raise InputError(source, "no article text found on the page", place)
    url = facts.url or guess.url
    return Page(
        text=text,
        title=title,
        outlet=facts.outlet
        or guess.outlet
        or _after_title(facts.window_title, title)
        or host_name(url),
        url=url,
        author=facts.author or below.author or bare_name(guess.author),
        published=checked_date(published, source, place),
        modified=parse_published(facts.modified or ""),
        credited=facts.credited,
        language=_language(facts.language),
    )


def clean(text: str) -> str:
    """Remove what is not seen on the page; one line per paragraph."""
    text = _CONTROL.sub("", _INVISIBLE.sub("", text.replace("\t", " ").replace("\r", "\n")))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def host_name(url: str | None) -> str | None:
    """The host of a URL without ``www.``: the outlet's name where none is given."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _tree(html: str, flat: FlatPage) -> HtmlElement | None:
    """The parsed page, or None where parsing it would lose text or take for ever."""
    from lxml import etree
    from lxml import html as lxml_html

    if flat.depth > SAFE_DEPTH or html.count("<") > _MOST_TAGS:
        return None
    try:
        page = _LONG_TAG.sub(_few_attributes, html).encode("utf-8")
        tree = lxml_html.document_fromstring(page, parser=_parser())
    except (etree.LxmlError, ValueError):
        return None
    held = sum(len("".join(text.split())) for text in tree.itertext(etree.Element))
    return tree if held >= _KEPT_SHARE * flat.size else None


def _few_attributes(tag: re.Match[str]) -> str:
    """The tag without its attributes where it has absurdly many."""
    return f"<{tag[1]}>" if len(tag[0].split()) > _MOST_ATTRIBUTES else tag[0]


def _parser() -> object:
    from lxml import html as lxml_html

    return lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def _extract(tree: HtmlElement) -> tuple[str, PageFacts]:
    """Main text and guessed facts; empty text where the extractor finds none."""
    from trafilatura import bare_extraction

    try:
        prune(tree)
        found = bare_extraction(
            tree,
            include_comments=False,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # noqa: BLE001  # other people's code on a hostile page
        _log.warning("the page extractor failed (%s); read paragraph by paragraph", error)
        return "", PageFacts()
    if not found or isinstance(found, dict):
        return "", PageFacts()
    return found.text or "", PageFacts(
        title=found.title,
        outlet=found.sitename,
        author=found.author,
        published=found.date,
        url=found.url,
    )


def _paragraphs(flat: FlatPage) -> str:
    """Blocks long enough to be prose; all blocks where none is."""
    prose = [block for block in flat.main if len(block.split()) >= _MIN_WORDS]
    return "\n".join(prose or flat.main or flat.blocks)


def _parted(text: str, flat: FlatPage) -> str:
    """A short text that the extractor ran together, headline and all, paragraph by paragraph."""
    line = " ".join(text.split())
    if "\n" in text.strip() or not line:
        return text
    prose = [block for block in flat.main if len(block.split()) >= _MIN_WORDS and block in line]
    held = sum(len(block) for block in prose)
    return "\n".join(prose) if len(prose) > 1 and held >= _PARTED_SHARE * len(line) else text


def _without_title(text: str, title: str | None) -> str:
    """Drop a first line that only repeats the title, which has its own field."""
    first, _, rest = text.partition("\n")
    same = title is not None and rest and " ".join(title.split()).lower() == first.lower()
    return rest if same else text


def _after_title(window_title: str | None, title: str | None) -> str | None:
    """The outlet's name where the window's title is the headline, a mark and that name."""
    printed = window_title or ""
    if not title or not printed.startswith(title):
        return None
    name = _TITLE_MARK.sub("", printed[len(title) :])
    return name if 0 < len(name) < min(_LONGEST_NAME, len(printed) - len(title)) else None


def _language(declared: str | None) -> str | None:
    match = _ISO_LANGUAGE.match(declared or "")
    return match[0].lower() if match else None
