"""What a page says of itself: JSON-LD, meta elements and microdata. No tree is built.

Where they disagree on the day of publication they vote; for all else the first that speaks counts.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from secondsource.ingest.dates import at_home, parse_published
from secondsource.ingest.fields import bare_name
from secondsource.ingest.jsonld import LinkedData, plain, read_linked_data

_META = re.compile(
    r"""<(?P<tag>meta|link|html|time)\b(?P<attributes>(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+)>""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([A-Za-z:_-]++)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'<>]++)""")
_ITEM = re.compile(
    r"<(?!meta\b|link\b|time\b)[A-Za-z]\w*+\s[^<>]{0,400}?\bitemprop\s*+=\s*+[\"']?"
    r"(datePublished|dateModified|headline)\b[^<>]*>\s*+([^<]{4,200})",
    re.IGNORECASE,
)
_TIME_IN_WORDS = re.compile(
    r"<time\b(?![^<>]{0,400}\bdatetime)[^<>]{0,400}?\bitemprop\s*+=\s*+[\"']?datePublished\b"
    r"[^<>]*>([^<]{4,80})",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"\bitemprop\s*+=\s*+[\"']?publisher\b[^<>]{0,400}>(?P<inside>.{0,1500})", re.I | re.DOTALL
)
_NAME = re.compile(
    r"<(?P<attributes>[^<>]{0,400}?\bitemprop\s*+=\s*+[\"']?name\b[^<>]*)>(?P<text>[^<]{0,200})",
    re.IGNORECASE,
)
_PUBLISHED_CLASS = re.compile(r"\bpublish|\bentry-date\b|\bdt-published\b", re.IGNORECASE)
_DAY_IN_URL = re.compile(
    r"/((?:19|20)\d\d)/([01]?\d|[a-z]{3})/([0-3]?\d)(?:/|$)"
    r"|[/_-]((?:19|20)\d\d)-([01]\d)-([0-3]\d)(?=[/_.?-]|$)"
    r"|[/_-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?=[/_.?-]|$)"
)
_WINDOW_TITLE = re.compile(r"<title[^<>]*>([^<]{1,400})", re.IGNORECASE)
_STAMP = re.compile(r"\d{10}(?:\d{3})?")  #: seconds or milliseconds since 1970

_TITLE = ("og:title", "twitter:title", "dc.title", "headline")
_OUTLET = ("og:site_name", "application-name", "publisher")
_AUTHOR = ("author", "article:author", "dc.creator", "byl", "parsely-author", "sailthru.author")
# Dates are looked up by the letters of a name alone: dc.date.issued, DC:date-issued, dcDateIssued.
_DECLARED = (
    "articlepublishedtime", "ogpublishedtime", "datepublished", "publisheddate", "articlepublished",
    "ogarticlepublishedtime", "ogpubdate", "rnewsdatepublished",
)  # fmt: skip
_NAMED = (
    "date", "pubdate", "publishdate", "publicationdate", "dcdate", "dcdateissued", "dcdatecreated",
    "dctermsdate", "dctermscreated", "dctermsissued", "parselypubdate", "sailthrudate",
    "cxenseparserecspublishtime", "originalpublicationdate", "originaldate", "firstpublished",
    "articledateoriginal", "btpubdate", "displaydate", "published", "publishedat", "publishedon",
    "articledate", "timestamppublished", "citationpublicationdate", "publishtime", "datecreated",
    "storydate", "releasedate",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod")
_CREDITED = ("syndication-source", "original-source")
_LANGUAGE = ("html-lang", "content-language", "og:locale")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """The raw strings a page gives for itself; None where it doesn't."""

    title: str | None = None
    window_title: str | None = None  #: the headline, often with the outlet's name
    outlet: str | None = None
    author: str | None = None
    published: str | None = None  #: a date that can be read
    unread_date: str | None = None  #: what stands where one should, if nothing can be read
    modified: str | None = None
    url: str | None = None
    credited: str | None = None
    language: str | None = None


def read_metadata(page: str) -> PageFacts:
    """The page's own statements, JSON-LD before meta elements and microdata."""
    meta = {**_items(page), **_meta(page)}
    if (window := _WINDOW_TITLE.search(page)) and (printed := plain(window[1])):
        meta["window-title"] = printed
    canonical = meta.get("canonical") or meta.get("og:url")
    titles = [meta[name] for name in (*_TITLE, "window-title") if meta.get(name)]
    linked = read_linked_data(page, canonical, titles)
    article = linked.article
    tagged = _tagged(meta.get("parsely-page"))
    author = _first(meta, _AUTHOR) or ", ".join(linked.names(tagged.get("author")))
    url, credited = _addresses(meta, linked)
    published, unread = _published(meta, linked, url, plain(tagged.get("pub_date")))
    return PageFacts(
        title=plain(article.get("headline")) or _first(meta, _TITLE) or plain(tagged.get("title")),
        window_title=meta.get("window-title"),
        outlet=", ".join(linked.names(article.get("publisher")))
        or _first(meta, _OUTLET)
        or _publisher(page),
        author=bare_name(
            ", ".join(linked.names(article.get("author")))
            or (author if author and "://" not in author else None)
        ),
        published=published,
        unread_date=unread,
        modified=plain(article.get("dateModified")) or _first(meta, _MODIFIED),
        url=url,
        credited=credited,
        language=plain(article.get("inLanguage")) or _first(meta, _LANGUAGE),
    )


def _published(
    meta: dict[str, str], linked: LinkedData, url: str | None, tagged: str | None
) -> tuple[str | None, str | None]:
    """The day that most is said for; of its forms the first, which is the surest. Where none can
    be read, what stands there."""
    dates = {_letters(name): value for name, value in reversed(meta.items())}
    said = [(3.0, plain(linked.article.get("datePublished")))]
    said += [(3.0, dates.get(name)) for name in _DECLARED]
    said += [(1.0, plain(linked.page.get("datePublished")))]
    said += [(1.0, dates.get(name)) for name in _NAMED]
    said += [(1.0, meta.get("time-published")), (1.0, tagged)]
    votes: Counter[str] = Counter()
    forms: dict[str, str] = {}
    for weight, value in said:
        if value and (parsed := parse_published(value) or _from_stamp(value)):
            forms.setdefault(parsed[:10], parsed)
            votes[parsed[:10]] += weight  # type: ignore[assignment]
    if in_url := _day_in(url):
        votes[in_url] += 2
        forms.setdefault(in_url, in_url)
    if votes:
        return at_home(forms[max(votes, key=votes.__getitem__)], in_url), None
    return None, next((value for _, value in said if value), None)


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name))


def _from_stamp(value: str) -> str | None:
    """Seconds or milliseconds since 1970, as some systems put them where a date belongs."""
    if not _STAMP.fullmatch(value):
        return None
    return datetime.fromtimestamp(int(value[:10]), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _tagged(value: str | None) -> dict[str, Any]:
    """What a page tells a counter of readers about itself, as JSON in one meta element."""
    try:
        found = json.loads(value or "{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _items(page: str) -> dict[str, str]:
    """Microdata that stands as words on the page, the first of each."""
    if "itemprop" not in page:
        return {}
    found: dict[str, str] = {}
    for match in _ITEM.finditer(page):
        if text := plain(match[2]):
            found.setdefault(match[1].lower(), text)
    if (time := _TIME_IN_WORDS.search(page)) and (text := plain(time[1])):
        found.setdefault("datepublished", text)
    return found


def _publisher(page: str) -> str | None:
    """The name inside the first publisher that microdata names."""
    around = _PUBLISHER.search(page) if "publisher" in page else None
    name = _NAME.search(around["inside"]) if around else None
    if not name:
        return None
    content = dict(_ATTRIBUTE.findall(name["attributes"])).get("content", "")
    return plain(content.strip("\"'")) or plain(name["text"])


def _day_in(url: str | None) -> str | None:
    match = _DAY_IN_URL.search(url or "")
    if not match:
        return None
    year, month, day = filter(None, match.groups())
    return parse_published(
        f"{year}-{month:0>2}-{day:0>2}" if month.isdigit() else f"{day} {month} {year}"
    )


def _addresses(meta: dict[str, str], linked: LinkedData) -> tuple[str | None, str | None]:
    """The page's address, and whom it credits: a canonical address elsewhere is somebody's text."""
    canonical, own = meta.get("canonical"), meta.get("og:url")
    credited = _first(meta, _CREDITED)
    if canonical and own and _site(canonical) and _site(own) and _site(canonical) != _site(own):
        return own, credited or canonical
    return canonical or own or linked.address(), credited


def _site(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return ".".join(host.split(".")[-2:])


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if meta.get(name)), None)


def _meta(page: str) -> dict[str, str]:
    """Contents of meta elements by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for match in _META.finditer(page):
        attributes = {
            name.lower(): value.strip("\"'")
            for name, value in _ATTRIBUTE.findall(match["attributes"])
        }
        name, value = _meta_pair(match["tag"].lower(), attributes)
        text = plain(value)
        if name and text:
            found.setdefault(name, text)
    return found


def _meta_pair(tag: str, attributes: dict[str, str]) -> tuple[str, str | None]:
    if tag == "html":
        return "html-lang", attributes.get("lang")
    if tag == "link":
        wanted = attributes.get("rel", "").lower()
        return wanted if wanted in {"canonical", *_CREDITED} else "", attributes.get("href")
    if tag == "time":
        return _time_name(attributes), attributes.get("datetime")
    name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
    name = name or attributes.get("http-equiv", "")
    return name.lower(), attributes.get("content")


def _time_name(attributes: dict[str, str]) -> str:
    """What a time element dates; nothing where it might be any other page's."""
    if item := attributes.get("itemprop", "").lower():
        return item
    named = _PUBLISHED_CLASS.search(attributes.get("class", ""))
    return "time-published" if named or "pubdate" in attributes else ""
