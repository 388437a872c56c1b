"""People named side by side, added up: "two men and a woman were killed" are three."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from math import inf

from secondsource.reconciling.figures.numbers import PART, PERSON, Count
from secondsource.reconciling.figures.scopes import MORE, counted_among
from secondsource.reconciling.figures.slotting import slot_of_person
from secondsource.reconciling.pages.lemmas import wording
from secondsource.reconciling.pages.page import Page
from secondsource.records.reading import Argument, Claim, Span
from secondsource.slots import slot_of

_MANY = frozenset({"people", "folk"})  #: their own singular
_ROLES = ("agent", "patient", "theme")
_ALSO = re.compile(r"\b(?:also|later|then)\s+$", re.IGNORECASE)
_ANOTHER = re.compile(r"\b(?:another|a\s+further)\s+$", re.IGNORECASE)
_BACK = 300  # characters in which "another 240 were hurt" follows the dead
_BODIES = re.compile(r"\s+(?:\w+\s+)?(?:bod(?:y|ies)|corpses?|remains)\b", re.IGNORECASE)
_AHEAD = 250  # characters in which another one follows
#: "One victim was pronounced dead on the scene. Another died in hospital"
_ONE_OF_THEM = re.compile(
    r"(?is)one\s.*\b(?:(?:at|on)\s+the\s+scene\b|(?:another|a\s+second|the\s+(?:other|second))\b)"
)
#: "Eight were wounded. One suffered a minor injury": one of those
_ONE_TOLD_OF = re.compile(
    r"(?i)one(?:,\s|\s+(?:man|woman|boy|girl|person|victim|teenager|child|patient),\s"
    r"|\s+(?:was|is|had|has|suffered|remains|remained|sustained|received|underwent|lost|died)\b)"
)
_BOTH = "both "  # the parser may leave it out of "both pilots"
_NATIONALS = re.compile(r"\s+[A-Z]\w+(?:s|ese|ish|i)\b(?!\s+[A-Z])")
_NATIONAL = re.compile(r"(?:an?|one)\s+[A-Z]\w+$")
_INDEFINITE = re.compile(r"(?:an?|another|one)\b", re.IGNORECASE)


def added_up(page: Page, claim: Claim, counts: Sequence[Count]) -> list[Count]:
    """The figures of a claim, those of people in one row replaced by their sum; a group of
    its own kind ("12 soldiers and a civilian") keeps its figure beside the sum. What follows a
    total breaks it down ("five were hurt, four of bullets and one of glass")."""
    found = sorted(set(counts), key=lambda count: (count.start, count.end))
    for role in _ROLES:
        row = list(_row(page, claim, role))
        total = _sum(page, claim, row, found) if len(row) > 1 else None
        if total is not None:
            inside = (total.start, total.end)
            found = [c for c in found if not (c.scope == PERSON and _within(c, *inside))]
            found.append(total)
    found.sort(key=lambda count: (count.start, count.end))
    return [_broken_down(count, found) for count in found]


def beside_others(page: Page, counts: Sequence[Count]) -> Iterator[Count]:
    """The figures of one report as its other figures show them. "Another 240 were hurt" behind the
    dead adds to no other hurt: it counts them all. The bodies that were recovered are a part of the
    dead where the report has more of these, and so is one who died there where another did
    elsewhere."""
    for count in counts:
        people = [c for c in counts if c.slot in wording("people_slots")]
        same = [c for c in people if c.slot == count.slot]
        before = {c.slot for c in people if 0 < count.start - c.start < _BACK}
        another = _ANOTHER.search(page.text, max(0, count.start - 12), count.start)
        if another and count.scope.startswith(MORE) and before - {count.slot}:
            first = not any(c.start < count.start for c in same)
            count = replace(count, scope=count.scope.removeprefix(MORE)) if first else count
        part = _is_one_told_of(page, count, same) or _is_of_the_dead(page, count, same)
        if part and not count.scope.startswith(PART):
            count = replace(count, scope=PART + count.scope)
        yield count


def _is_one_told_of(page: Page, count: Count, same: Sequence[Count]) -> bool:
    """ "Eight were wounded. One suffered a minor injury", "One man, 41, was hit in the arm"."""
    before = any(c.low > 1 and 0 < count.start - c.start < _BACK for c in same)
    return before and count.value == 1 and _ONE_TOLD_OF.match(page.text, count.start) is not None


def _is_of_the_dead(page: Page, count: Count, same: Sequence[Count]) -> bool:
    more = any(c.scope == count.scope and c.low > count.high for c in same)
    told = page.text[count.start : count.end + _AHEAD]
    one = count.value == 1 and _ONE_OF_THEM.match(told) is not None
    found = one or _BODIES.match(page.text, count.end) is not None
    return more and count.slot == "killed" and found


def _broken_down(count: Count, counts: Sequence[Count]) -> Count:
    """A figure, as a part where it follows a larger one of the same scope."""
    if count.scope != PERSON or count.slot not in wording("people_slots"):
        return count
    total = next(other for other in counts if other.key == count.key)
    follows = total.end <= count.start and count.high <= total.high and count.value != total.value
    return replace(count, scope=PART + PERSON) if follows else count


def _row(page: Page, claim: Claim, role: str) -> Iterator[tuple[Argument, Span]]:
    """What stands side by side in one role of a claim, in the order of the text."""
    spans: dict[int, tuple[Argument, Span]] = {}
    for argument in claim.arguments:
        if argument.role == role:
            parts = page.conjuncts(argument.start, argument.end)
            for start, end in parts or [(argument.start, argument.end)]:
                if not any(a.start <= start < a.end for a in claim.arguments):
                    continue  # the subject of the next clause
                known = spans.get(start)
                if known is None or end < known[1].end:
                    spans[start] = (argument, Span(start=start, end=end))
    yield from (spans[start] for start in sorted(spans))


def _sum(
    page: Page, claim: Claim, row: Sequence[tuple[Argument, Span]], counts: Sequence[Count]
) -> Count | None:
    """The sum of a row; None where one of it is no person, or none of it is counted."""
    told = (slot_of_person(page, claim, argument) for argument, _ in row)
    slot = next((slot for slot in told if slot), None)
    start = claim.predicate.start
    also = _ALSO.search(page.text, max(claim.start, start - 20), start) is not None
    slot = next((c.slot for c in counts if c.slot and any(_within(c, s.start, s.end)
                 for _, s in row)), slot)  # fmt: skip
    if slot not in wording("people_slots") or counted_among(page, claim):
        return None  # "four women and two children were among the dead": there are more
    if any(_is_otherwise(page, span, slot) for _, span in row):
        return None  # "three dead suspects and two unhurt residents"
    parts = [_part(page, span, counts, slot) for _, span in row]
    if any(part is None for part in parts) or not _counted(page, row, parts) or also:
        return None
    known = [part for part in parts if part is not None]
    low, high = sum(part[0] for part in known), sum(part[1] for part in known)
    return Count(
        slot=slot,
        scope=PERSON,
        unit=None,
        value=low if low == high else None,
        low=low,
        high=high,
        start=row[0][1].start,
        end=row[-1][1].end,
    )


def _is_otherwise(page: Page, span: Span, slot: str | None) -> bool:
    """Whether those of a span are said to be in another state than the slot's; who took part in
    something ("14 demonstrators") may be in any."""
    told = page.words(span.start, span.end)
    others = {slot_of("", word) for word in told} - {None, slot, "attended"}
    return bool(told & wording("unharmed") or others & wording("people_slots"))


def _within(count: Count, start: int, end: int) -> bool:
    return start <= count.start and count.end <= end


def _part(page: Page, span: Span, counts: Sequence[Count], slot: str) -> tuple[float, float] | None:
    """At least and at most how many people a span stands for, None where it may be nobody."""
    both = page.text[max(0, span.start - len(_BOTH)) : span.start].lower() == _BOTH
    first = span.start - len(_BOTH) if both else span.start
    figures = [c for c in counts if _within(c, first, span.end)]
    if figures:
        one = figures[0]
        whole = len(figures) == 1 and one.slot in (slot, None) and one.unit is None
        people = one.scope == PERSON or one.scope in wording("persons") | wording("anybody")
        people = people or bool(_NATIONALS.match(page.text, one.end))  # "two Madoubans"
        return (one.low, one.high) if whole and people and one.low > -inf else None
    uncounted = any(span.start <= q.start < span.end for q in page.reading.quantities)
    return (1.0, 1.0) if not uncounted and _is_one(page, span) else None


def is_of_one(page: Page, claim: Claim, slots: Collection[str | None]) -> bool:
    """Whether a claim without a figure tells of one person what fills one of some slots: "their
    driver was shot dead", of the killed."""
    return any(
        argument.role in _ROLES
        and slot_of_person(page, claim, argument) in slots
        and len(page.conjuncts(argument.start, argument.end)) < 2
        and _is_one(page, Span(start=argument.start, end=argument.end))
        for argument in claim.arguments
    )


def _is_one(page: Page, span: Span) -> bool:
    """Whether a span is one person: by name, or described in the singular."""
    head = page.head(span.start, span.end)
    if head in _MANY or not re.search(
        rf"\b{re.escape(head)}\b", page.text[span.start : span.end], re.IGNORECASE
    ):
        return False  # "men" is no "man"
    if head in wording("people") | wording("persons"):
        return True
    if _NATIONAL.match(page.text[span.start : span.end]):  # "a Swede"
        return True
    entity = page.entity_by_id.get(page.entity_in(span.start, span.end) or "")
    return entity is not None and entity.kind == "person"


def _counted(
    page: Page,
    row: Sequence[tuple[Argument, Span]],
    parts: Sequence[tuple[float, float] | None],
) -> bool:
    """Whether the row counts: one of it is a figure, or all are introduced ("a man and a woman").
    Names alone may be some of those that there were."""
    if any(part is not None and part != (1.0, 1.0) for part in parts):
        return True
    return all(_INDEFINITE.match(page.text, span.start, span.end) for _, span in row)
