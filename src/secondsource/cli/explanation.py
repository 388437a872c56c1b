"""How ``secondsource explain`` tells of a fact: its grade by rules, and what joins its claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from secondsource.cli.output import section
from secondsource.publish import labels, sections
from secondsource.publish.safetext import plain
from secondsource.publish.sheet import Sheet, SheetFact, lay_out

if TYPE_CHECKING:
    from secondsource.reconciling.explain import Explanation, Weighing
    from secondsource.records.story import Grade, Story

_COUNTERPARTS: Final = "together all the same: no other claims of the reports can be these two"


def explanation_lines(found: Explanation, story: Story) -> Iterator[str]:
    """All that the command prints."""
    sheet = lay_out(story)
    entry = sheet.by_id[found.fact.id]
    told = _Told(sheet, entry, found.asked)
    yield f"{entry.number}. {plain(entry.fact.summary)} [{entry.fact.id}]"
    yield f"{entry.label.name}: {plain(entry.fact.why)}"
    yield from section("How the grade came about", _derivation(found, sheet, entry))
    yield from section("Its independent origins", told.origins(found.origins))
    if entry.fact.sayings:
        yield from section("That they said so, apart from whether it is so", _sayings(entry))
    yield from section("Its claims", told.claims())
    together = told.weighed(found.together) if found.together else ["  There is only one claim."]
    yield from section("Why they are together", together)
    apart = told.weighed(found.apart) if found.apart else ["  Nothing."]
    yield from section("What came close and stayed out", apart)
    if found.against:
        yield from section("What can't hold beside it", _against(found, sheet))


def _against(found: Explanation, sheet: Sheet) -> Iterator[str]:
    """Each fact in conflict with this one, over what, and what shows it."""
    for objection in found.against:
        other = sheet.of_id(objection.fact)
        if other is not None:
            yield f"  {_line(other)}"
            yield f"    {plain(objection.about)}"
            yield from (f"      {plain(reason)}" for reason in objection.reasons)


def _derivation(found: Explanation, sheet: Sheet, entry: SheetFact) -> Iterator[str]:
    """The rules in their order, up to the one that decides."""
    fact = entry.fact
    newer = [_line(other) for other in sheet.replaced_by.get(fact.id, ())]
    sides = [_line(other) for c in fact.conflicts if (other := sheet.of_id(c.fact)) is not None]
    rules: dict[Grade, str] = {
        "superseded": f"revised by {'; '.join(newer)}" if newer else "no later account revises it",
        "contested": f"against it: {'; '.join(sides)}" if sides else "nothing live against it",
        "acknowledged": "no party that it speaks against states or admits it",
        "corroborated": f"{labels.count(len(found.origins), 'independent origin')}; two are needed",
        "widely reported": f"{_outlets(found, sheet)}; two are needed",
        "single source": f"{_outlets(found, sheet)} is all there is",
    }
    for grade, reason in rules.items():
        if grade == fact.grade:
            reason = plain(fact.why) if grade == "acknowledged" else reason
            yield f"  → {labels.GRADES[grade].name}: {reason}"
            return
        yield f"    not {labels.GRADES[grade].name.lower()}: {reason}"


def _outlets(found: Explanation, sheet: Sheet) -> str:
    """``2 outlets with a text of their own (Mail and Post)``."""
    own = [min(group, key=lambda r: (r in sheet.copies, r)) for group in found.outlets if group]
    names = [sheet.names.get(report, report) for report in own]
    whose = "its" if len(found.outlets) == 1 else "their"
    told = f"{labels.count(len(found.outlets), 'outlet')} with a text of {whose} own"
    return f"{told} ({labels.listed(names)})" if names else told


def _sayings(entry: SheetFact) -> Iterator[str]:
    names = {origin.id: origin.name for origin in entry.origins}
    for saying in entry.fact.sayings:
        name = plain(names.get(saying.origin, saying.origin))
        yield f"  {name}: {labels.GRADES[saying.grade].name.lower()}. {plain(saying.why)}"


def _line(entry: SheetFact) -> str:
    return f"{entry.number}. {plain(entry.fact.summary)} [{entry.fact.id}]"


class _Told:
    """Claims of one fact, by the numbers under which they are listed."""

    def __init__(self, sheet: Sheet, entry: SheetFact, asked: float) -> None:
        self._sheet = sheet
        self._asked = asked
        self._evidence = entry.evidence
        self._numbers = {
            (item.claim.report, item.claim.claim): number
            for number, item in enumerate(entry.evidence, start=1)
        }

    def origins(self, groups: Sequence[Sequence[str]]) -> Iterator[str]:
        """Each independent origin with the claims that rest on it."""
        for number, group in enumerate(groups, start=1):
            names = [self._origin(name) for name in group]
            note = " (not independent of one another: counted once)" if len(names) > 1 else ""
            yield f"  {number}. {'; '.join(dict.fromkeys(names))}{note}"

    def _origin(self, name: str) -> str:
        """An origin with what it is and the numbers of its claims; copies only where it has no
        others."""
        numbered = enumerate(self._evidence, start=1)
        found = [(n, item) for n, item in numbered if item.origin and item.origin.name == name]
        found = [(n, item) for n, item in found if not item.copy] or found
        origin = found[0][1].origin if found else None
        if origin is None:
            return plain(name)
        claims = labels.listed([str(number) for number, _ in found])
        told = labels.origin(plain(name), origin.kind)
        return f"{told}, claim{'s' if len(found) > 1 else ''} {claims}"

    def claims(self) -> Iterator[str]:
        """Each claim with whose word it is and how it stands to the fact."""
        for number, item in enumerate(self._evidence, start=1):
            word = sections.word_of(self._sheet, item.origin, item.report)
            notes = [note for note in (*item.notes, word, "copy" if item.copy else "") if note]
            about = f" ({', '.join(notes)})" if notes else ""
            words = self._words(item.claim.report, item.claim.start, item.claim.end)
            yield f"  {number}. {words}{about}"

    def weighed(self, weighings: Iterable[Weighing]) -> Iterator[str]:
        """Each pair with its verdict first, then what speaks for and against."""
        yield f"  Two claims with {self._asked} points or more are one, unless a veto forbids it."
        for weighing in sorted(weighings, key=lambda w: self._numbers.get(w.other, 0)):
            yield f"  {self._pair(weighing)}"
            if weighing.fact and weighing.other not in self._numbers:
                yield f"    told in {_line(self._sheet.by_id[weighing.fact])}"
            vetoes = [r for r in weighing.reasons if r.startswith("veto: ")]
            points = [r for r in weighing.reasons if r not in vetoes and not r.startswith("+0.00")]
            yield f"    {self._verdict(weighing, bool(vetoes))}: {weighing.score:+.2f} points"
            yield from (f"      {plain(reason)}" for reason in (*vetoes, *points))

    def _verdict(self, weighing: Weighing, vetoed: bool) -> str:
        if not weighing.same and weighing.other in self._numbers:
            return _COUNTERPARTS
        verdict = "together" if weighing.same else "apart"
        return f"{verdict} by veto, whatever the points" if vetoed else verdict

    def _pair(self, weighing: Weighing) -> str:
        at = weighing.evidence
        number = self._numbers.get(weighing.other)
        other = f"claim {number}" if number else self._words(at.report, at.start, at.end)
        beside = self._numbers.get(weighing.one)
        return f"{other} beside claim {beside}" if beside else other

    def _words(self, report: str, start: int, end: int) -> str:
        """Who prints it, and the words."""
        words = self._sheet.texts[report].text[start:end]
        return f"{self._sheet.names[report]}: “{plain(words)}”"
