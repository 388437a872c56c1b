"""How a vote or a match ended: "by 88 votes to 61", "52 in favour and 40 against", "won 3-1".

Both numbers are figures of one claim, the larger one ``ahead`` and the smaller ``behind``, so that
"won 3-1" and "lost 1-3", "passed by 88 to 61" and "61 voted against and 88 for" are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from secondsource.reconciling.figures.numbers import AHEAD, BEHIND, MARGIN, SCORE, VOTES, Count
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.predicates import listed, words
from secondsource.records.reading import Claim, Quantity

_NEAR = 45  # characters around two numbers in which words say what they are
_PAIR = re.compile(r"(?<![\w.,:–-])(\d{1,3})\s?[-–:]\s?(\d{1,3})(?![\w:–-]|[.,]\d)")
_VOTED = re.compile(r"(?<=\bvoted )(\d{1,3})\s+to\s+(\d{1,3})\b(?!\s+\w+s\b)", re.IGNORECASE)
_HOUR = re.compile(r"\b(?:at|by|until|from|around|about)\s+$|\bno\.?\s+$", re.IGNORECASE)
_OF_HOUR = re.compile(r"\s*(?:[ap]\.?m\b|o[’']clock|hours\b|local\s+time|GMT|UTC)", re.IGNORECASE)
_MEASURED = re.compile(
    r"\s*(?:%|percent|per\s+cent|degrees?|kilomet|km\b|met(?:er|re)s?|miles?|years?|days?|hours?|months?|weeks?|minutes?"
    r"|seconds?|people|million|billion|cents?|year-olds?)",
    re.IGNORECASE,
)
_BALLOTS = r"(?:votes?|ballots?)"
_POINTS = r"(?:goals?|points?|runs?|tries|frames?|sets?|games?|wickets?|matches|legs?)"
_TO = re.compile(
    rf"\s+(?:(?P<votes>{_BALLOTS})|(?P<points>{_POINTS})|members|delegates|deputies|lawmakers|councillors"
    r"|justices|judges|percent|per\s+cent)?"
    r"(?:\s+in\s+favou?r)?\s*(?:to|against|versus|vs\.?)\s+(?:just\s+|only\s+)?",
    re.IGNORECASE,
)
_FOR = (
    r"(?:in\s+favou?r|for(?!\s+(?:the\s+first|years?|months?|days?))|yes|aye|in\s+support|backing"
    r"|supporting)"
)
_OPPOSED = r"(?:against|opposed|opposing|no\b|nay|in\s+opposition)"
_BEFORE_OTHER = (
    r"[^.;()]{0,40}?(?:,|\band\b|\bwith\b|\bto\b|\bwhile\b|\bbut\b|[-–—])[^.;()\d]{0,20}"
)
_FOR_AND = re.compile(rf"[^.;()\d]{{0,30}}?\b{_FOR}{_BEFORE_OTHER}", re.IGNORECASE)
_AGAINST_AND = re.compile(rf"[^.;()\d]{{0,30}}?\b{_OPPOSED}{_BEFORE_OTHER}", re.IGNORECASE)
_THEN_FOR = re.compile(rf"[^.;,()\d]{{0,30}}?\b{_FOR}", re.IGNORECASE)
_THEN_AGAINST = re.compile(rf"[^.;,()\d]{{0,30}}?\b{_OPPOSED}", re.IGNORECASE)
_BY = re.compile(r"\bby\s+(?:a\s+(?:margin|majority)\s+of\s+)?(?:just\s+|only\s+)?$", re.IGNORECASE)
_OF_WHAT = re.compile(rf"\s+(?:(?P<votes>{_BALLOTS})|{_POINTS})\b(?!\s+to\b)", re.IGNORECASE)
_OF_LAW = re.compile(
    r"\b(?:bills?|motions?|amendments?|laws?|proposals?|measures?|acts?|resolutions?)\b", re.I
)
#: What the loser may have, in words: several for none, then one and more.
_WORDS = ("nil", "zero", "love", "nothing", "none", "one", "two", "three", "four", "five", "six")
_NILS = 4  # words for none before the last of them
_TO_NIL = re.compile(
    rf"(?:\s+{_POINTS})?\s+to\s+(?P<least>{'|'.join(_WORDS)})\b(?!\s+\w+s\b)", re.IGNORECASE
)
_OF_BENCH = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its)\s+)?(?:[\w-]+[’']s\s+)?", re.IGNORECASE)
_SAID_VOTE = re.compile(r"\b(?:vot(?:e|es|ed|ing)|ballots?|roll\s+call|show\s+of\s+hands)\b", re.I)
_BY_MARGIN = re.compile(
    r"\b(?:by|with|of|a|an|on)\s+(?:(?:a|the)\s+)?(?:(?:vote|margin|majority|score)\s+of\s+)?$",
    re.IGNORECASE,
)


def tally_of(page: Page, claim: Claim) -> Iterator[Count]:
    """The two numbers with which a vote or a match ended, if the claim gives one such pair."""
    start, end = _reach(page, claim)
    found = [*_printed(page, claim, start, end), *_told(page, claim, start, end)]
    found = found or [*_of_bench(page, claim, start, end)]
    found = [f for n, f in enumerate(found) if all(f[3] != g[3] for g in found[:n])]
    if not found:
        yield from _margin(page, claim, start, end)
    if len(found) != 1 or not _is_nearest(page, claim, found[0][3]):
        return
    if _is_named_in_another(page, claim):
        return
    slot, one, other, first, last = found[0]
    ahead, behind = max(one, other), min(one, other)
    for scope, value in ((AHEAD, ahead), (BEHIND, behind), (MARGIN, ahead - behind)):
        yield _count(slot, scope, value, (first, last))


def _reach(page: Page, claim: Claim) -> tuple[int, int]:
    """The words of a claim in its own sentence, half-open."""
    sentence = page.sentence(claim.start)
    return max(claim.start, sentence.start), min(claim.end, sentence.end)


def _numbers(page: Page, start: int, end: int) -> list[Quantity]:
    """The quantities of a span, in order."""
    inside = (q for q in page.reading.quantities if start <= q.start and q.end <= end)
    return sorted(inside, key=lambda q: q.start)


def _margin(page: Page, claim: Claim, start: int, end: int) -> Iterator[Count]:
    """ "Fell by five votes", "won by a margin of two goals"."""
    for quantity in page.reading.quantities:
        if not start <= quantity.start < quantity.end <= end or quantity.value is None:
            continue
        before = page.text[max(start, quantity.start - _NEAR) : quantity.start]
        told = _OF_WHAT.match(page.text, quantity.end, end)
        if told is None or quantity.unit is not None or not _BY.search(before):
            continue
        if told["votes"] or _is_won(claim):
            slot = VOTES if told["votes"] else SCORE
            yield _count(slot, MARGIN, quantity.value, (quantity.start, quantity.end))


def _count(slot: str, scope: str, value: float, span: tuple[int, int]) -> Count:
    start, end = span
    return Count(
        slot=slot, scope=scope, unit=None, value=value, low=value, high=value, start=start, end=end
    )


_Found = tuple[str, float, float, int, int]


def _printed(page: Page, claim: Claim, start: int, end: int) -> Iterator[_Found]:
    """ "Beat Ostria 3-1", "on an 88-61 vote": both numbers with a dash between."""
    pairs = [*_PAIR.finditer(page.text, start, end), *_VOTED.finditer(page.text, start, end)]
    for pair in pairs:
        before = page.text[max(start, pair.start() - _NEAR) : pair.start()]
        behind = page.text[pair.end() : min(end, pair.end() + _NEAR)]
        if _HOUR.search(before) or _OF_HOUR.match(behind) or _MEASURED.match(behind):
            continue
        slot = _slot(claim, f"{before} {behind}")
        if slot is not None:
            yield slot, float(pair[1]), float(pair[2]), pair.start(), pair.end()


def _told(page: Page, claim: Claim, start: int, end: int) -> Iterator[_Found]:
    """ "By 88 votes to 61", "52 voted in favour and 40 against"."""
    numbers = _numbers(page, start, end)
    for one in numbers:
        nil = _TO_NIL.match(page.text, one.end, end)
        if nil is not None and one.value is not None and _is_won(claim):
            least = float(_WORDS.index(nil["least"].lower()) - _NILS)
            yield SCORE, one.value, max(0.0, least), one.start, nil.end()
    for one, other in pairwise(numbers):
        if one.value is None or other.value is None or one.unit != other.unit:
            continue
        slot = _slot_of_pair(page, claim, one, other)
        if slot is not None:
            yield slot, one.value, other.value, one.start, other.end


def _of_bench(page: Page, claim: Claim, start: int, end: int) -> Iterator[_Found]:
    """ "Seven of the nine judges found that it was void": two did not."""
    lemma = claim.predicate.lemma.lower()
    if not (listed(lemma, "tallies", "voting") or listed(lemma, "tallies", "finding")):
        return
    numbers = _numbers(page, start, end)
    for one, other in pairwise(numbers):
        of = other.of or one.of
        some, whole = one.value, other.value
        if some is None or whole is None or of is None or not whole / 2 < some < whole:
            continue
        bench = of.lemma.lower() in words("tallies", "judging")
        if bench and _OF_BENCH.fullmatch(page.text, one.end, other.start):
            yield VOTES, some, whole - some, one.start, other.end


def _slot_of_pair(page: Page, claim: Claim, one: Quantity, other: Quantity) -> str | None:
    between = page.text[one.end : other.start]
    before = page.text[max(claim.start, one.start - _NEAR) : one.start]
    behind = page.text[other.end : other.end + _NEAR]
    to = _TO.fullmatch(between)
    if to is not None:
        if to["points"]:
            return SCORE if _is_won(claim) else None
        if to["votes"]:
            return VOTES
        told = _BY_MARGIN.search(before) or listed(
            claim.predicate.lemma.lower(), "tallies", "voting"
        )
        return _slot(claim, f"{before} {behind}") if told else None
    if one.unit is not None:
        return None
    sides = (_FOR_AND, _THEN_AGAINST), (_AGAINST_AND, _THEN_FOR)
    if any(a.fullmatch(between) and b.match(behind) for a, b in sides):
        return VOTES if _slot(claim, before + between + behind) == VOTES else None
    return None


def _is_won(claim: Claim) -> bool:
    """Whether a claim tells who won, or lost."""
    return listed(claim.predicate.lemma.lower(), "tallies", "winning")


def _slot(claim: Claim, around: str) -> str | None:
    """Whether two numbers beside a claim's verb are of a vote or of a match."""
    lemma = claim.predicate.lemma.lower()
    if _SAID_VOTE.search(around) or listed(lemma, "tallies", "voting"):
        return VOTES
    if lemma == "defeat" and _OF_LAW.search(around):
        return VOTES
    return SCORE if listed(lemma, "tallies", "playing") else None


def _is_nearest(page: Page, claim: Claim, at: int) -> bool:
    """Whether no other verb stands nearer: "passed the bill after rejecting a change by 70 to 50"
    tells how the change fared."""
    mine = abs(claim.predicate.start - at)
    return not any(
        other.start <= at < other.end
        and other.id != claim.id
        and other.predicate.start != claim.predicate.start
        and page.upos(other.predicate.start) == "VERB"
        and claim.predicate.start < other.predicate.start < at
        for other in page.reading.claims
        if abs(other.predicate.start - at) < mine
    )


def is_bare_tally(page: Page, claim: Claim) -> bool:
    """Whether a claim is only the numbers of a vote that another claim tells of."""
    if not _is_named_in_another(page, claim):
        return False
    return any(_told(page, claim, *_reach(page, claim)))


def _is_named_in_another(page: Page, claim: Claim) -> bool:
    """Whether a claim only names the vote that another tells of ("88 votes to 40", of "ratified it
    by 88 votes to 40")."""
    at = claim.predicate.start
    return page.upos(at) == "NOUN" and any(
        other.id != claim.id and other.start <= at < other.end and other.predicate.start != at
        for other in page.reading.claims
    )


def without_sides(page: Page, claim: Claim, counts: Sequence[Count]) -> list[Count]:
    """The other figures of a claim: the numbers of a tally count nothing else."""
    start, end = _reach(page, claim)
    found = [*_printed(page, claim, start, end), *_told(page, claim, start, end)]
    spans = [(first, last) for *_, first, last in found]
    spans += [(c.start, c.end) for c in _margin(page, claim, start, end)]
    return [c for c in counts if not any(a <= c.start and c.end <= b for a, b in spans)]
