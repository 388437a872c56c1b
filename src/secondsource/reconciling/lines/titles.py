"""What a story is called: the headline of one of its reports, else the line of a fact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from secondsource.reconciling.lines.tone import faults, figures, headline_words
from secondsource.records.report import Report
from secondsource.records.story import Fact

_FIRST_LINE = re.compile(r"\s*((?:[^\s—–]+ ){2,19}[^\s—–]*[^\s.!:;,—–-])[ \t]*\r?\n[ \t]*\r?\n")
_PARTS = re.compile(r"\s+[-–—|:]\s+")
_SPEAKER = re.compile(r"(?:^|:\s)[“\"]")
_ASIDE = re.compile(r"\s+[—–]\s.*$")
_SHORTEST = 3  # letters of a site's name, and of a word that tells something
_LEAD = 500  # characters with which a report says what it is about
_FULL = 6  # words of a headline that says enough
_NAMELESS = re.compile(r"\W*\w+(?:\s+[^\sA-Z]\S*)*\W*$")  # "The two leaders spoke by phone"
_FAULT = 0.2
_STALE = 0.4  # what a figure costs that was replaced


def story_title(reports: Sequence[Report], shared: Mapping[str, int], facts: Sequence[Fact]) -> str:
    """The headline that says most of what the reports begin with; of equals that of the report
    which shares most facts with other texts, then the earliest. One that gives a figure which was
    replaced says less. A plain text's first line is a headline where it stands alone and closes no
    sentence. Without one the line of a fact that most reports have."""
    titled = [(report, title) for report in reports if (title := headline(report))]
    stale = _replaced(facts)
    leads = [_words(f"{report.title or ''} {report.text[:_LEAD]}") for report in reports]
    if titled:
        return min(
            (-_worth(title, leads, stale), -shared[r.id], r.published or "9999", r.id, title)
            for r, title in titled
        )[-1]
    plain = [fact for fact in facts if not _SPEAKER.search(fact.summary)] or list(facts)
    if not plain:
        return "Untitled story"
    line = max(plain, key=lambda f: (len(f.reports), _told(f.summary, leads))).summary
    return _ASIDE.sub("", line).replace("[", "").replace("]", "")


def _worth(title: str, leads: Sequence[frozenset[str]], stale: frozenset[float]) -> float:
    """What a headline tells, less where it gives a figure that was replaced."""
    return round(_told(title, leads) - _STALE * (not stale.isdisjoint(figures(title))), 2)


def _told(line: str, leads: Sequence[frozenset[str]]) -> float:
    """How much of a line stands at the head of the reports; one that quotes, asks, shouts, names a
    text or nobody, or tells what few others do of markets, says less."""
    words = _words(line)
    known = sum(word in lead for word in words for lead in leads)
    beside = words & headline_words("beside")
    aside = any(2 * sum(word in lead for lead in leads) < len(leads) for word in beside)
    poor = faults(line) + (_NAMELESS.match(line) is not None) + aside
    return round(known / len(leads) / max(_FULL, len(words)) - _FAULT * poor, 2)


def _words(text: str) -> frozenset[str]:
    words = (word for word in re.findall(r"\w+", text.lower()) if len(word) >= _SHORTEST)
    return frozenset(words) - headline_words("empty")


def _replaced(facts: Sequence[Fact]) -> frozenset[float]:
    """Figures of superseded facts that those which replaced them don't give."""
    told = {fact.id: _given(fact) for fact in facts}
    pairs = ((fact.id, old) for fact in facts for old in fact.supersedes if old in told)
    return frozenset[float]().union(*(told[old] - told[new] for new, old in pairs))


def _given(fact: Fact) -> frozenset[float]:
    said = fact.value.asserted if fact.value else ()
    return frozenset(one.value for one in said if one.value is not None)


def headline(report: Report) -> str:
    """The title of a report on one line, empty where it has none."""
    first = _FIRST_LINE.match(report.text)
    title = " ".join((report.title or (first[1] if first else "")).split())
    return _without_site(title, report.outlet or "")


def _without_site(title: str, outlet: str) -> str:
    """A headline without the name of the site behind a dash or bar ("… - Tarn Post, Weather")."""
    site = _letters(outlet.removeprefix("www.").rsplit(".", 1)[0])
    for gap in _PARTS.finditer(title):
        part = _letters(_PARTS.split(title[gap.end() :], maxsplit=1)[0])
        named = min(len(site), len(part)) >= _SHORTEST and (site in part or part in site)
        if named:
            return title[: gap.start()]
    return title


def _letters(words: str) -> str:
    return re.sub(r"[\W_]+", "", words.lower())
