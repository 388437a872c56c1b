"""What went wrong on an annotated report that is not sealed, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.claimgold import LINKS, GoldReport
from benchmarks.claims import Paired, Spans, Statement, core, matches, overlap, same_chain
from secondsource.records.reading import Span


def errors(report: GoldReport, paired: Paired) -> Iterator[str]:
    """Lines: each sentence with misses, false alarms and wrong parts below it."""
    if report.half == "sealed":
        raise ValueError("a sealed report stays sealed")
    for sentence in report.sentences:
        lines = list(_of_sentence(report.text, sentence, paired))
        if lines:
            yield f"\n{report.name}: {_words(report.text, sentence)}"
            yield from lines


def _of_sentence(text: str, sentence: Span, paired: Paired) -> Iterator[str]:
    for claim in paired.missed:
        if overlap(claim.predicate, sentence):
            yield f"  MISS   {_shown(text, claim)}"
    for claim in paired.extra:
        if overlap(claim.predicate, sentence):
            yield f"  FALSE  {_shown(text, claim)}"
    for gold, found in paired.pairs:
        if overlap(gold.predicate, sentence) and not gold.optional:
            yield from _of_pair(text, gold, found)


def _of_pair(text: str, gold: Statement, found: Statement) -> Iterator[str]:
    head = _words(text, gold.predicate)
    if not same_chain(gold, found):
        yield f"  SOURCE {head}: {_chain(text, gold)} but found {_chain(text, found)}"
    for name in ("modality", "polarity"):
        wanted, got = getattr(gold, name), getattr(found, name)
        if wanted != got:
            yield f"  {name.upper()[:6]} {head}: {wanted} but found {got}"
    right = len(matches(text, gold, found, roles=True))
    if right < max(len(core(gold)), len(core(found))):
        yield f"  ARGS   {head}: {_arguments(text, gold)} but found {_arguments(text, found)}"
    for kind in LINKS:
        wanted_spans, printed = gold.links[kind], found.links[kind]
        missing = [s for s in wanted_spans if not any(overlap(s, o) for o in printed)]
        within = () if kind == "when" else tuple(span for _, span in gold.arguments)
        false = [s for s in printed if not any(overlap(s, o) for o in (*wanted_spans, *within))]
        if missing or false:
            lost = ", ".join(_words(text, span) for span in missing)
            wrong = ", ".join(_words(text, span) for span in false)
            yield f"  {kind.upper():<6} {head}: lost [{lost}] wrong [{wrong}]"


def _shown(text: str, claim: Statement) -> str:
    head = [_words(text, claim.predicate), claim.modality, claim.polarity]
    return f"{' '.join(head)} | {_arguments(text, claim)} | {_chain(text, claim)}"


def _arguments(text: str, claim: Statement) -> str:
    return " ".join(f"{role}={_words(text, span)}" for role, span in core(claim)) or "-"


def _chain(text: str, claim: Statement) -> str:
    return " > ".join(_link(text, link) for link in claim.chain) or "outlet"


def _link(text: str, link: Spans | None) -> str:
    return _words(text, link[0]) if link else "-"


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end].replace("\n", " ")
