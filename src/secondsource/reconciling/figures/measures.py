"""What a percentage or a sum is the level of: growth, inflation, a key rate, a fine.

"The Fund put growth at 2 percent" and "the economy will grow by 1.4 percent, the ministry said"
give two figures of one thing, though no word of theirs is the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.tables import table_of
from secondsource.records.reading import Claim, Quantity

_REACH = 90  # characters between what is measured and its figure
_FOR = re.compile(r"\bfor\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_PAID = re.compile(r"\s+(?:in\s+\w+\s+)?for\s+(?:the\s+|an?\s+|its\s+|[A-Z])", re.IGNORECASE)
_STEP = re.compile(r"\bby\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
#: between what is measured and its figure: no other figure, and no other clause
_BETWEEN = re.compile(r"[^\d;:.“”\"()]*")
#: "growth in exports", "inflation of food prices": of some part only
_NARROWED = re.compile(
    r"\s+(?:in|of|for|among|at)\s+(?:the\s+|its\s+|their\s+)?"
    r"(?!economy|country|nation|region|year|quarter|month|first|second|third|fourth|gross|output|gdp|national|about"
    r"|around|some|at|nearly|almost|just|only|more|less|over|under|up|roughly|between|no|an?\b|the\b|euro|both|each"
    r"|last|this|next|borrowing|interest|least|early|late|mid)[a-z]",
)
_WORD_BEFORE = re.compile(r"([\w’'-]+)\s+$")
_OF_OTHER = ("amod", "compound", "nmod")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: ``told`` finds its name, ``subject`` what moves by its figure."""

    unit: str
    told: re.Pattern[str] | None
    behind: re.Pattern[str] | None
    before: frozenset[str]
    subject: re.Pattern[str] | None
    verbs: frozenset[str]
    steps: bool
    of: re.Pattern[str] | None
    paid: bool
    least: float
    fall: str
    question: str


@cache
def measures() -> Mapping[str, Measure]:
    """All measures by their names."""
    table = table_of(__package__, "measures.toml")
    return {name: _measure(row) for name, row in table.items()}


def _measure(row: Mapping[str, object]) -> Measure:
    phrases, before, subjects, verbs = (
        sorted(_words(row, key), key=len, reverse=True)
        for key in ("phrases", "before", "subjects", "verbs")
    )
    called = "|".join(map(re.escape, phrases))
    moves = "|".join(map(re.escape, subjects))
    between = rf"(?:{'|'.join(map(re.escape, before))})" if before else "(?!)"
    return Measure(
        unit=str(row["unit"]),
        told=re.compile(rf"\b(?:{called})\b", re.IGNORECASE) if called else None,
        behind=re.compile(rf"\s+(?:{between}\s+)*(?:{called})\b", re.IGNORECASE)
        if called
        else None,
        before=frozenset(before),
        subject=re.compile(rf"\b(?:{moves})\b", re.IGNORECASE) if moves else None,
        verbs=frozenset(verbs),
        steps=bool(row.get("steps", False)),
        of=re.compile(rf"\s+of\s+(?:the\s+|its\s+)?(?:{row['of']})\b") if "of" in row else None,
        paid=bool(row.get("for", False)),
        least=float(str(row.get("least", 0))),
        fall=str(row.get("fall", "")),
        question=str(row["question"]),
    )


def _words(row: Mapping[str, object], key: str) -> list[str]:
    found = row.get(key, [])
    return [str(word) for word in found] if isinstance(found, list) else []


def measure_of(page: Page, claim: Claim, quantity: Quantity) -> str | None:
    """The measure whose level a figure of the claim is; None where it is of anything else."""
    unit = quantity.unit or ""
    kind = "%" if unit == "%" else "money"
    for name, measure in measures().items():
        if measure.unit != kind or (kind == "money" and not _is_money(quantity)):
            continue
        if (quantity.value or 0) < measure.least:
            continue
        if _is_level(page, claim, quantity, measure):
            return name
    return None


def _is_money(quantity: Quantity) -> bool:
    """Whether it is a sum, of a currency with a code or of one that no table knows."""
    return quantity.unit is None or (len(quantity.unit) == 3 and quantity.unit.isupper())


def _is_level(page: Page, claim: Claim, quantity: Quantity, measure: Measure) -> bool:
    start = max(page.sentence(claim.start).start, min(claim.start, quantity.start))
    before = page.text[max(start, quantity.start - _REACH) : quantity.start]
    if measure.of is not None and not _is_share(page, claim, quantity, measure):
        return False
    offset = quantity.start - len(before)
    step = _STEP.search(before) is not None
    if measure.behind is not None and measure.behind.match(page.text, quantity.end):
        return not step
    if step and not measure.steps:
        return _is_moved(page, claim, before, (offset, measure))
    if _is_moved(page, claim, before, (offset, measure)) or _is_fined(claim, quantity, measure):
        return True
    if measure.of is not None and measure.of.match(page.text, quantity.end):
        return True
    if measure.paid and claim.predicate.lemma.lower() == "pay":
        money = quantity.of.end if quantity.of is not None else 0  # of an unknown currency
        return _PAID.match(page.text, max(quantity.end, money)) is not None
    if measure.paid and claim.predicate.lemma.lower() in measure.verbs:
        return _FOR.search(before) is not None
    found = [*measure.told.finditer(before)] if measure.told is not None else []
    if not found or _NARROWED.match(before, found[-1].end()):
        return False
    if not _BETWEEN.fullmatch(before, found[-1].end()):
        return False
    return _is_whole(page, offset + found[-1].start(), measure)


def _is_moved(page: Page, claim: Claim, before: str, told: tuple[int, Measure]) -> bool:
    """ "The economy grew by 2 percent", "consumer prices rose 3.1 percent"; ``told``: where the
    text before begins, and the measure."""
    offset, measure = told
    if claim.predicate.lemma.lower() not in measure.verbs or measure.subject is None:
        return False
    found = [*measure.subject.finditer(before)]
    if not found:
        return False
    behind = page.text[claim.predicate.end : claim.predicate.end + 4].lower()
    return behind != " to " and _is_whole(page, offset + found[-1].start(), measure)


def _is_share(page: Page, claim: Claim, quantity: Quantity, measure: Measure) -> bool:
    """ "Owns 14 percent of Tessel", "has a stake of 14 percent in it": a share that is owned."""
    owned = claim.predicate.lemma.lower() in measure.verbs
    told = measure.told is not None and measure.told.search(page.text, claim.start, claim.end)
    behind = measure.of is not None and measure.of.match(page.text, quantity.end)
    return owned and bool(told or behind)


def _is_fined(claim: Claim, quantity: Quantity, measure: Measure) -> bool:
    """ "Was fined 12 million euros": the verb is the measure's own."""
    bare = measure.subject is None and measure.of is None and not measure.paid
    own = bare and claim.predicate.lemma.lower() in measure.verbs
    return own and quantity.start > claim.predicate.start


def _is_whole(page: Page, at: int, measure: Measure) -> bool:
    """Whether nothing before its name makes another measure of it: "food inflation", "sales
    growth"; "Orland's growth" and "annual inflation" are the measure itself."""
    start = page.sentence(at).start
    while True:
        told = _WORD_BEFORE.search(page.text, start, at)
        if told is None:
            return True
        word = told[1]
        if word.lower() in measure.before:
            at = told.start(1)
            continue
        if page.deprel(told.start(1)) not in _OF_OTHER or "’" in word or "'" in word:
            return True
        first = told.start(1) == start and page.upos(start) == "NOUN"  # "Youth unemployment"
        return not (word[0].islower() or first)
