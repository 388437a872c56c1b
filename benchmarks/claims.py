"""Score claims on the invented, hand-annotated reports of ``reading_gold/``.

    python -m benchmarks.claims [--errors open|further|opened]

Predicted and annotated claims are paired one to one where their predicates share characters; what
the figures mean is in ``docs/reading-gold.md``. ``--errors open`` prints every miss, false alarm
and wrong attribution of the open reports, ``--errors further`` and ``--errors opened`` those of the
others that may be read; the sealed ones have no such print, so that nobody mends rules while
looking at them.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.claimgold import HALVES, LINKS, GoldClaim, GoldReport, load
from secondsource.extraction.trees.anchors import HasSpan
from secondsource.records.reading import Claim, Reading, Span
from secondsource.records.report import Report

#: Roles that are scored; circumstances are scored as links, purposes as claims of their own.
CORE = frozenset(
    {"agent", "patient", "recipient", "theme", "instrument", "companion", "topic", "cause",
     "source", "goal", "attribute"}
)  # fmt: skip
_OPENERS = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my",
     "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "into", "over", "about"}
)  # fmt: skip
_STOPS = frozenset(
    {"of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "into", "over", "about",
     "between", "against", "near", "and", "or", "but", "who", "whom", "whose", "which", "that",
     "where", "when", ",", "("}
)  # fmt: skip
_WORD = re.compile(r"[\w$£€%'’.-]*[\w%]|,|\(")

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim in the form in which annotated and predicted claims are compared."""

    predicate: Span
    modality: str
    polarity: str
    arguments: tuple[tuple[str, Span], ...]
    links: dict[str, Spans]
    chain: tuple[Spans | None, ...]  #: each link: the spans that name its source
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Paired:
    """The claims of a report: in pairs, missed, and found where there is none."""

    pairs: list[tuple[Statement, Statement]]
    missed: list[Statement]
    extra: list[Statement]


def from_gold(claim: GoldClaim) -> Statement:
    """An annotated claim."""
    return Statement(
        predicate=claim.predicate,
        modality=claim.modality,
        polarity=claim.polarity,
        arguments=claim.arguments,
        links={kind: tuple(span for k, span in claim.links if k == kind) for kind in LINKS},
        chain=tuple(None if span is None else (span,) for span in claim.chain),
        optional=claim.optional,
    )


def from_reading(reading: Reading, claim: Claim) -> Statement:
    """A predicted claim; a source is known by every mention of its entity."""
    entities = {entity.id: entity for entity in reading.entities}
    chain: list[Spans | None] = []
    for index in claim.attributions:
        source = reading.attributions[index].source
        if source is None:
            chain.append(None)
            continue
        entity = entities.get(source.entity or "")
        mentions = [Span(start=m.start, end=m.end) for m in entity.mentions] if entity else []
        chain.append((Span(start=source.start, end=source.end), *mentions))
    linked: dict[str, tuple[Sequence[HasSpan], tuple[int, ...]]] = {
        "when": (reading.times, claim.times),
        "where": (reading.places, claim.places),
        "amount": (reading.quantities, claim.quantities),
    }
    return Statement(
        predicate=_span(claim.predicate),
        modality=claim.modality,
        polarity=claim.polarity,
        arguments=tuple((argument.role, _span(argument)) for argument in claim.arguments),
        links={
            kind: tuple(_span(items[index]) for index in indices)
            for kind, (items, indices) in linked.items()
        },
        chain=tuple(chain),
    )


def pair(gold: Sequence[Statement], found: Sequence[Statement], text: str) -> Paired:
    """One to one: predicates that share characters, those with most common arguments first."""
    candidates = [
        (len(matches(text, one, other, roles=False)), not one.optional, g, f)
        for g, one in enumerate(gold)
        for f, other in enumerate(found)
        if overlap(one.predicate, other.predicate)
    ]
    partner: dict[int, int] = {}
    for _, _, g, f in sorted(candidates, key=lambda c: (not c[1], -c[0], c[2], c[3])):
        if g not in partner and f not in partner.values():
            partner[g] = f
    taken = set(partner.values())
    return Paired(
        [(gold[g], found[f]) for g, f in sorted(partner.items())],
        [one for g, one in enumerate(gold) if g not in partner and not one.optional],
        [other for f, other in enumerate(found) if f not in taken],
    )


def count(text: str, paired: Paired) -> Counter[str]:
    """Counts over one report; pairs with an optional claim neither help nor hurt."""
    counts = Counter(missed=len(paired.missed), extra=len(paired.extra))
    for gold, found in paired.pairs:
        if gold.optional:
            continue
        counts["both"] += 1
        counts["attribution"] += same_chain(gold, found)
        counts["modality"] += gold.modality == found.modality
        counts["polarity"] += gold.polarity == found.polarity
        counts["arguments_gold"] += len(core(gold))
        counts["arguments_found"] += len(core(found))
        counts["arguments"] += len(matches(text, gold, found, roles=True))
        counts["fillers"] += len(matches(text, gold, found, roles=False))
        for kind in LINKS:
            counts.update(_links(kind, gold, found))
    return counts


def core(claim: Statement) -> list[tuple[str, Span]]:
    """The arguments that are scored."""
    return [(role, span) for role, span in claim.arguments if role in CORE]


def same_chain(gold: Statement, found: Statement) -> bool:
    """Whether each link names the same source."""
    return len(gold.chain) == len(found.chain) and all(
        (one is None and other is None)
        or (one is not None and other is not None and _any_overlap(one, other))
        for one, other in zip(gold.chain, found.chain, strict=True)
    )


def matches(text: str, gold: Statement, found: Statement, *, roles: bool) -> list[int]:
    """Numbers of the predicted arguments that are annotated, each used once."""
    free = list(enumerate(core(found)))
    matched: list[int] = []
    for role, span in core(gold):
        for item in free:
            number, (other, printed) = item
            if (role == other or not roles) and same_head(text, span, printed):
                free.remove(item)
                matched.append(number)
                break
    return matched


def same_head(text: str, one: Span, other: Span) -> bool:
    """Whether two phrases begin or end their core at the same word."""
    first, second = _core_of(text, one), _core_of(text, other)
    return first[0] == second[0] or first[1] == second[1]


def _core_of(text: str, span: Span) -> tuple[int, int]:
    """Starts of the first and the last word of a phrase's core: after articles, before "of"."""
    found = [(m.start(), m.group().lower()) for m in _WORD.finditer(text, span.start, span.end)]
    while len(found) > 1 and found[0][1] in _OPENERS:
        found.pop(0)
    stops = (n for n, (_, word) in enumerate(found) if n and word in _STOPS)
    found = found[: next(stops, len(found))]
    return (found[0][0], found[-1][0]) if found else (span.start, span.start)


def _links(kind: str, gold: Statement, found: Statement) -> dict[str, int]:
    """Gold, found and right links; places and amounts inside a participant may be linked or not."""
    wanted, printed = gold.links[kind], found.links[kind]
    right = sum(_any_overlap((span,), printed) for span in wanted)
    within = tuple(span for _, span in gold.arguments) if kind != "when" else ()
    false = [
        s for s in printed if not _any_overlap((s,), wanted) and not _any_overlap((s,), within)
    ]
    return {f"{kind}_gold": len(wanted), f"{kind}_right": right, f"{kind}_false": len(false)}


def overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one.start < other.end and other.start < one.end


def _any_overlap(some: Iterable[Span], others: Sequence[Span]) -> bool:
    return any(overlap(one, other) for one in some for other in others)


def _span(item: HasSpan) -> Span:
    return Span(start=item.start, end=item.end)


@dataclass(frozen=True, slots=True)
class Scored:
    """A report with its claims in pairs and its counts."""

    report: GoldReport
    paired: Paired
    counts: Counter[str]


def score(reports: Sequence[GoldReport]) -> Iterator[Scored]:
    """Reads the reports and compares."""
    from secondsource.pipeline import Reader

    reader = Reader()
    for report in reports:
        facts = report.facts
        one = Report(text=report.text, title=facts["title"], published=facts["published"])
        reading = reader.read(one)
        gold = [from_gold(claim) for claim in report.claims]
        found = [from_reading(reading, claim) for claim in reading.claims]
        paired = pair(gold, found, report.text)
        yield Scored(report, paired, count(report.text, paired))


def share(part: float, whole: float) -> str:
    """Per cent with one digit."""
    return f"{100 * part / whole:5.1f}" if whole else "    -"


def f1(right: int, gold: int, found: int) -> str:
    """Balanced F-score in per cent."""
    return share(2 * right, gold + found)


def row(name: str, c: Counter[str]) -> str:
    """One line of the table."""
    both = c["both"]
    links = (f1(c[f"{k}_right"], c[f"{k}_gold"], c[f"{k}_right"] + c[f"{k}_false"]) for k in LINKS)
    cells = [
        f"{both + c['missed']:5d}",
        share(both, both + c["extra"]),
        share(both, both + c["missed"]),
        f1(c["arguments"], c["arguments_gold"], c["arguments_found"]),
        f1(c["fillers"], c["arguments_gold"], c["arguments_found"]),
        *(share(c[key], both) for key in ("attribution", "modality", "polarity")),
        *links,
    ]
    return f"{name:<24}" + "  ".join(cells)


HEADER = f"{'':<24}" + "  ".join(
    [
        "   n",
        " prec",
        "  rec",
        " args",
        " free",
        "  att",
        "  mod",
        "  pol",
        " when",
        "where",
        " amnt",
    ]
)


def table(scored: Sequence[Scored]) -> Iterator[str]:
    """All lines of the table, styles first, then each part that has reports."""
    yield HEADER
    for one in scored:
        yield row(one.report.facts["style"], one.counts)
    for half in HALVES:
        counts = [x.counts for x in scored if x.report.half == half]
        if counts:
            yield row(f"{half.upper()} REPORTS", sum(counts, Counter[str]()))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Score claims on invented reports")
    parser.add_argument(
        "--errors", choices=HALVES, help="print what went wrong, never in the sealed reports"
    )
    parser.add_argument(
        "--sealed", action="store_true", help="score the sealed reports too: once per release"
    )
    options = parser.parse_args()
    if options.errors == "sealed":
        parser.error("sealed reports are only scored: reading their errors would open them")
    reports = [report for report in load() if options.sealed or report.half != "sealed"]
    scored = list(score(reports))
    if options.errors:
        from benchmarks.claimerrors import errors

        for one in scored:
            if one.report.half == options.errors:
                print("\n".join(errors(one.report, one.paired)))
    print("\n".join(table(scored)))


if __name__ == "__main__":
    main()
