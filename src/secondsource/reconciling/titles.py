"""What a story is called: the headline of one of its reports, else the line of a fact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from secondsource.records.report import Report
from secondsource.records.story import Fact

_FIRST_LINE = re.compile(r"\s*((?:[^\s—–]+ ){2,19}[^\s—–]*[^\s.!:;,—–-])[ \t]*\r?\n[ \t]*\r?\n")
_PARTS = re.compile(r"\s+[-–—|:]\s+")
_SPEAKER = re.compile(r"(?:^|:\s)[“\"]")
_ASIDE = re.compile(r"\s+[—–]\s.*$")
_SHORTEST = 3  # letters of a site's name


def story_title(reports: Sequence[Report], shared: Mapping[str, int], facts: Sequence[Fact]) -> str:
    """The title of the report that shares most facts with other texts; the earliest of equals. A
    plain text's first line is one where it stands alone and closes no sentence."""
    titled = [(report, _headline(report)) for report in reports]
    if any(title for _, title in titled):
        return min(
            (-shared[report.id], report.published or "9999", report.id, title)
            for report, title in titled
            if title
        )[-1]
    plain = [fact for fact in facts if not _SPEAKER.search(fact.summary)] or list(facts)
    if not plain:
        return "Untitled story"
    line = max(plain, key=lambda f: len(f.reports)).summary
    return _ASIDE.sub("", line).replace("[", "").replace("]", "")


def _headline(report: Report) -> str:
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
