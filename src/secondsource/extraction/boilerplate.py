"""Zones of a report that are not news, and whom the report credits for its text.

The patterns are data, ``boilerplate.toml``. Precision comes first: a zone silences its claims.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from secondsource.extraction.speech.turns import find_turns
from secondsource.names.publishers import fold_name, host_of, known_publisher, publisher_of
from secondsource.records.copies import Credit, CreditKind
from secondsource.records.grouping import Filed
from secondsource.records.reading import Boilerplate, BoilerplateKind
from secondsource.records.report import Report

_HEAD_LINES = 6
_LOUD_WORDS = 20  # of a paragraph in capitals; headlines are shorter
_PROSE = 400  # characters of other text beside them
_LOUD = 0.9  # share of its letters that are capitals
_LINE = re.compile(r"[^\r\n]+")
_SENTENCE_START = re.compile(r"(?:^[ \t]*|(?<=[.!?…”\"’')\]])[ \t]+)(?=\S)", re.MULTILINE)
_SENTENCE_END = r"(?=[ \t]*$|(?<=[.!?)…])[ \t])"
_LINE_END = re.compile(r"[^\r\n]*")
_NEXT_LINE = re.compile(r"[\r\n]+[^\r\n]*")
_SENTENCE_CLOSED = re.compile(r"[.!?)\]]\s*\Z")
_NO_HEADLINE = re.compile(r"[.!)\]]\s*\Z")
_PART = re.compile(r"[^/]+")
_NEXT_SENTENCE = re.compile(r"(?<=[.!?])[”\"’')\]]*[ \t]+(?=[A-Z0-9“\"])")
#: what an outlet says of its own earlier words
_PRINTED_BEFORE = re.compile(
    r"\b(?:(?:we|it|this\s+\w+|the\s+\w+)\s+(?:had\s+|mistakenly\s+|wrongly\s+|incorrectly\s+)*(?:wrote|"
    r"reported|said|gave|put|stated|misstated|printed)|(?:earlier|previous|original)\s+\w+)\b",
    re.IGNORECASE,
)
_ABOUT_NOTE = re.compile(
    r"(?:we|the\s+\w+)\s+(?:regrets?|apologi[sz]es?|has\s+been|have\s+been|was\s+(?:corrected|updated))\b"
    r"|(?:this|it)\s+(?:has\s+been|was|is)\s+(?:now\s+)?(?:corrected|updated|amended|changed)\b",
    re.IGNORECASE,
)
_TELLING = 4  # words in which a sentence may say what is right
_HEADING = re.compile(
    r"(?:stor(?:y|ies)|articles?|links?|coverage|also(?: like)?|related|news)\s*:?\s*\Z"
    r"|\A\s*more on \w[^:\n]{1,80}\Z",
    re.I,
)
_SHORT_NOTE, _MOST_LINKS, _LONGEST_LINK = 80, 6, 120


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: BoilerplateKind
    scope: str
    credit: str | None  #: whom the credit group names: agency, publisher, copyright
    source: str
    flags: int

    @property
    def pattern(self) -> re.Pattern[str]:
        """Only the patterns that a text may need are compiled: all of them cost 70 ms."""
        return _compiled(self.source, self.flags)


@cache
def _compiled(source: str, flags: int) -> re.Pattern[str]:
    return re.compile(source, flags)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    openings: tuple[_Rule, ...]  #: for the first lines
    rows: tuple[tuple[tuple[str, ...], tuple[_Rule, ...]], ...]  #: the others, by what they need
    agencies: dict[str, str]  #: printed form to canonical name
    not_places: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Named:
    start: int
    end: int
    name: str  #: canonical
    kind: CreditKind


@dataclass(frozen=True, slots=True)
class _Zone:
    kind: BoilerplateKind
    start: int
    end: int
    credits: tuple[_Named, ...]


def find_boilerplate(text: str) -> tuple[Boilerplate, ...]:
    """Zones of ``text`` that hold no claim: in order, none overlapping another."""
    return _boilerplate(_zones(text))


def find_credits(report: Report) -> tuple[Credit, ...]:
    """Agencies and outlets that the report itself credits for its text, in order, each once."""
    return _all_credits(report, _zones(report.text))


def file_report(report: Report) -> Filed:
    """A report with its zones and credits, found in one go."""
    zones = list(_zones(report.text))
    return Filed(
        report=report, boilerplate=_boilerplate(zones), credits=_all_credits(report, zones)
    )


def _boilerplate(zones: Iterable[_Zone]) -> tuple[Boilerplate, ...]:
    return tuple(
        Boilerplate(start=zone.start, end=zone.end, kind=zone.kind) for zone in _merged(zones)
    )


def _all_credits(report: Report, zones: Iterable[_Zone]) -> tuple[Credit, ...]:
    """Credits in the text, and the one that the page or feed states beside it."""
    named: dict[str, Credit] = {}
    for zone in sorted(zones, key=lambda zone: zone.start):
        for found in zone.credits:
            credit = Credit(
                report=report.id,
                name=found.name,
                start=found.start,
                end=found.end,
                kind=found.kind,
            )
            named.setdefault(found.name, credit)
    stated = _stated(report)
    if stated is not None:
        named.setdefault(stated.name, stated)
    return tuple(named.values())


def _stated(report: Report) -> Credit | None:
    """Whom the page or the feed credits (RSS ``source``, a canonical address elsewhere)."""
    given = (report.credited or "").strip()
    known = known_publisher(host_of(given) or given)
    name = known.name if known and known.name else host_of(given) or given
    own = publisher_of(report).name or ""
    if not name or fold_name(name) == fold_name(own):
        return None
    agency = _lexicon().agencies.get(_key(name))
    kind: CreditKind = "agency" if agency else "outlet"
    return Credit(report=report.id, name=agency or name, start=0, end=0, kind=kind)


def _zones(text: str) -> Iterator[_Zone]:
    lexicon = _lexicon()
    lines = [match for match in _LINE.finditer(text) if match[0].strip()]
    starts = [match.end() for match in _SENTENCE_START.finditer(text)]
    yield from _opening(lines[:_HEAD_LINES], lexicon)
    for turn in find_turns(text):
        yield _Zone("speaker", turn.label.start, turn.label.end, ())
    spans = [line.span() for line in lines]
    yield from _shouted(text, spans)
    for rule in _possible(text.lower(), lexicon):
        match = rule.pattern.match
        if rule.scope == "sentence":
            found = [match(text, start) for start in starts]
        elif rule.scope in ("line", "paragraph", "tag"):
            found = [match(text, start, end) for start, end in spans]
        else:
            found = list(rule.pattern.finditer(text, lines[-1].start())) if lines else []
        yield from _found(rule, filter(None, found), lexicon)


def _shouted(text: str, lines: Iterable[tuple[int, int]]) -> Iterator[_Zone]:
    """Paragraphs in capitals in a text that has others: subtitles of a broadcast, cut anywhere."""
    loud = [(start, end) for start, end in lines if _is_loud(text[start:end])]
    if len(text) - sum(end - start for start, end in loud) > _PROSE:
        yield from (_Zone("other", start, end, ()) for start, end in loud)


def _is_loud(line: str) -> bool:
    capitals = sum(map(str.isupper, line))
    return len(line.split()) >= _LOUD_WORDS and capitals > _LOUD * sum(map(str.isalpha, line))


def _possible(lowered: str, lexicon: _Lexicon) -> Iterator[_Rule]:
    """The rules for a whole text that have what they need in it."""
    for needs, rules in lexicon.rows:
        for word in needs:
            if word in lowered:
                break
        else:
            if needs:
                continue
        yield from rules


def _opening(lines: list[re.Match[str]], lexicon: _Lexicon) -> Iterator[_Zone]:
    """Bylines and the dateline: only before the first line that is prose."""
    for line in lines:
        found = list(_first_words(line, lexicon))
        yield from found
        is_prose = len(line[0].split()) > 25
        if is_prose or any(zone.kind == "dateline" for zone in found):
            return


def _first_words(line: re.Match[str], lexicon: _Lexicon) -> Iterator[_Zone]:
    for rule in lexicon.openings:
        match = rule.pattern.match(line.string, line.start(), line.end())
        if match and not _is_no_place(match, lexicon):
            yield from _found(rule, [match], lexicon)
            return


def _is_no_place(match: re.Match[str], lexicon: _Lexicon) -> bool:
    capitals = match.groupdict().get("capitals")
    return capitals is not None and capitals.strip() in lexicon.not_places


def _found(rule: _Rule, matches: Iterable[re.Match[str]], lexicon: _Lexicon) -> Iterator[_Zone]:
    for match in matches:
        start, end = match.span("zone")
        if rule.scope == "paragraph":
            end = _taken_back(match.string, start, _paragraph_end(match.string, start, end))
        if rule.kind == "related" and _HEADING.search(match[0]):
            end = _links_end(match.string, end)
        while end > start and match.string[end - 1].isspace():
            end -= 1
        if end > start:
            yield _Zone(rule.kind, start, end, _credits(rule, match, lexicon))


def _paragraph_end(text: str, start: int, position: int) -> int:
    """The end of the line; a short one that ends no sentence takes the next with it."""
    line = _LINE_END.match(text, position)
    end = line.end() if line else len(text)
    if end - start < _SHORT_NOTE and not _SENTENCE_CLOSED.search(text[start:end]):
        following = _NEXT_LINE.match(text, end)
        end = following.end() if following else end
    return end


def _taken_back(text: str, start: int, end: int) -> int:
    """The end of what a correction takes back ("On Sunday we wrote that 90 houses had collapsed."),
    where sentences follow that say what is right ("It was 19 that collapsed."): those are news."""
    first = _NEXT_SENTENCE.search(text, start, end)
    if first is None or not _PRINTED_BEFORE.search(text, start, first.start()):
        return end
    rest = text[first.end() : end]
    return first.start() if len(rest.split()) >= _TELLING and not _ABOUT_NOTE.match(rest) else end


def _links_end(text: str, position: int) -> int:
    """The end of the headlines under "Related stories": short lines that close no sentence."""
    for _ in range(_MOST_LINKS):
        line = _NEXT_LINE.match(text, position)
        if not line or len(line[0]) > _LONGEST_LINK or _NO_HEADLINE.search(line[0]):
            break
        position = line.end()
    return position


def _credits(rule: _Rule, match: re.Match[str], lexicon: _Lexicon) -> tuple[_Named, ...]:
    """The names in the credit group: ``CBS/AP`` holds two. A dateline names an agency."""
    group = next((name for name, value in match.groupdict().items() if _names(name, value)), None)
    if rule.credit is None or group is None:
        return ()
    wired = rule.kind == "dateline"
    parts = (_spelled(part, lexicon) for part in _PART.finditer(match.string, *match.span(group)))
    return tuple(
        _Named(start, start + len(form), agency or form, "agency" if agency or wired else "outlet")
        for start, form, agency in parts
        if form and (agency or rule.credit != "agency")
    )


def _spelled(part: re.Match[str], lexicon: _Lexicon) -> tuple[int, str, str | None]:
    """Where a name starts, its form, and its canonical name where it is an agency's."""
    form = part[0].strip(" ,–—-|").removeprefix("the ")
    return part.start() + part[0].find(form), form, lexicon.agencies.get(_key(form))


def _names(group: str, value: str | None) -> bool:
    return group.startswith("credit") and bool(value)


def _key(name: str) -> str:
    """How an agency's name is looked up: capitals matter only in short names."""
    plain = name.strip().removeprefix("the ").removeprefix("The ")
    return plain if len(plain) <= 4 else plain.lower()


def _merged(zones: Iterable[_Zone]) -> list[_Zone]:
    """Non-overlapping zones in order: the one that begins first, or the longer, wins."""
    kept: list[_Zone] = []
    for zone in sorted(zones, key=lambda zone: (zone.start, -zone.end)):
        if not kept or zone.start >= kept[-1].end:
            kept.append(zone)
        elif zone.end > kept[-1].end:
            kept.append(_Zone(zone.kind, kept[-1].end, zone.end, zone.credits))
    return [zone for zone in kept if zone.end > zone.start]


@cache
def _lexicon() -> _Lexicon:
    content = (files("secondsource.extraction") / "boilerplate.toml").read_text("utf-8")
    table = tomllib.loads(content)
    agencies = {_key(form): name for name, forms in table["agencies"].items() for form in forms}
    words = dict(table["words"])
    forms = {form for printed in table["agencies"].values() for form in printed}
    words["AGENCY"] = _alternatives(forms)
    openings: list[_Rule] = []
    rows: list[tuple[tuple[str, ...], tuple[_Rule, ...]]] = []
    for row in table["pattern"]:
        rules = tuple(_rules(row, words))
        if row["scope"] in ("opening", "head"):
            openings += rules
        else:
            rows.append((tuple(row.get("needs", ())), rules))
    not_places = frozenset(table["capitals"]["not_places"])
    return _Lexicon(tuple(openings), tuple(rows), agencies, not_places)


def _alternatives(forms: Iterable[str]) -> str:
    """Longest first; names of up to four letters only in the capitals they are printed in."""
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    parts = (
        f"(?-i:{re.escape(form)})" if len(form) <= 4 else re.escape(form) for form in longest_first
    )
    return f"(?:{'|'.join(parts)})"


def _rules(row: dict[str, Any], words: dict[str, str]) -> Iterator[_Rule]:
    matches = row["match"] if isinstance(row["match"], list) else [row["match"]]
    flags = re.VERBOSE | re.MULTILINE | (0 if row.get("cased") else re.IGNORECASE)
    for match in matches:
        for name, words_of in words.items():
            match = match.replace("{" + name + "}", words_of)
        source = _scoped(row["scope"], _numbered_credits(match))
        yield _Rule(row["kind"], row["scope"], row.get("credit"), source, int(flags))


def _numbered_credits(match: str) -> str:
    """Python wants each group name once: credit, credit1, …"""
    first, *rest = match.split("(?P<credit>")
    return first + "".join(f"(?P<credit{n}>{part}" for n, part in enumerate(rest))


def _scoped(scope: str, match: str) -> str:
    zone = rf"(?P<zone>{match})"
    if scope == "sentence":
        return zone + _SENTENCE_END
    if scope == "end":
        return rf"(?<=[.!?”\"’')\]])\s+{zone}(?=\s*\Z)"
    if scope in ("line", "opening"):
        return rf"[ \t]*{zone}[ \t]*$"
    return rf"[ \t]*{zone}"
