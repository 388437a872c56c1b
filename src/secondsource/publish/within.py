"""Which facts a reader has met already, in the words of another fact.

"The party will be led by the clique that has shaped it" holds "The clique has shaped it": two
facts, each with its own grade and evidence, and one line to read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from secondsource.publish import safetext
from secondsource.records.report import Report
from secondsource.records.story import Fact, FactClaim

_NEAR: Final = 240  #: characters between the beginnings of two claims of one line
_ADDED: Final = re.compile(r"\[[^\]]*\]")
_BEFORE: Final = re.compile(r"(?i)^\W*(?:who|which|that)\b")
_LETTERS: Final = re.compile(r"[\w’'%$€£]+")
_SHORTEST: Final = 2  #: words that are told again rather than met by chance


@dataclass(frozen=True, slots=True)
class _Told:
    """A fact with the words that a reader meets it in."""

    fact: Fact
    line: str
    words: tuple[str, ...]

    @property
    def stands_apart(self) -> bool:
        """Whether it is the side of a conflict, or has to do with something that was replaced."""
        fact = self.fact
        return bool(fact.conflicts or fact.supersedes) or fact.grade == "superseded"


def told_within(facts: Sequence[Fact], texts: Mapping[str, Report]) -> dict[str, str]:
    """Ids of facts whose words stand in the line of another one of their grade, or, where one
    report alone has them, in what it gives as evidence for a fact that others have too; with the id
    of that other. Both come from the same reports and rest on the same word."""
    told = [_Told(fact, _letters(fact.summary), _words(fact, texts)) for fact in facts]
    told.sort(key=lambda one: -len(one.fact.summary))  # a stable sort: the sheet's order of equals
    found: dict[str, str] = {}
    longer: dict[str, list[_Told]] = {}  # by report, those that have lines of their own
    for inner in told:
        near = longer.get(next(iter(inner.fact.reports), ""), [])
        outer = next((o for o in near if _tells(o, inner)), None)
        if outer is not None and not inner.stands_apart:
            found[inner.fact.id] = outer.fact.id
            continue
        for report in inner.fact.reports:
            longer.setdefault(report, []).append(inner)
    shared = [one for one in told if one.fact.grade not in ("single source", "superseded")]
    for inner in told:
        alone = inner.fact.grade == "single source" and not inner.stands_apart
        outer = next((o for o in shared if alone and _shows(o.fact, inner.fact)), None)
        if outer is not None:
            found[inner.fact.id] = outer.fact.id
    return {inner: found.get(outer, outer) for inner, outer in found.items()}


def _tells(outer: _Told, inner: _Told) -> bool:
    """Whether the inner fact's words stand in the outer line, from nearby in the same report."""
    if outer.fact.grade != inner.fact.grade or not _on_one_word(outer.fact, inner.fact):
        return False
    near = any(
        one.report == other.report and abs(one.start - other.start) <= _NEAR
        for one in outer.fact.claims
        for other in inner.fact.claims
    )
    return near and (inner.line in outer.line or any(words in outer.line for words in inner.words))


def _shows(outer: Fact, inner: Fact) -> bool:
    """Whether the words of the inner fact are what its report is quoted with for the outer one."""
    first: dict[str, FactClaim] = {}
    for claim in outer.claims:
        first.setdefault(claim.report, claim)
    return (
        bool(inner.claims)
        and _on_one_word(outer, inner)
        and all(
            claim.report in first
            and first[claim.report].start <= claim.start
            and claim.end <= first[claim.report].end
            for claim in inner.claims
        )
    )


def _on_one_word(outer: Fact, inner: Fact) -> bool:
    same_reports = set(inner.reports) <= set(outer.reports)
    return same_reports and set(inner.origins) <= set(outer.origins)


def _words(fact: Fact, texts: Mapping[str, Report]) -> tuple[str, ...]:
    shown = (
        _letters(texts[claim.report].text[claim.start : claim.end])
        for claim in fact.claims
        if claim.report in texts
    )
    return tuple(words for words in shown if len(words.split()) >= _SHORTEST)


def _letters(words: str) -> str:
    """Words in lower case with spaces around them, without what is put in and a pronoun before."""
    bare = _BEFORE.sub("", _ADDED.sub(" ", safetext.plain(words)))
    return f" {' '.join(_LETTERS.findall(bare.casefold()))} "
