"""``secondsource read --debug``: the tree, the rules that fired and the claims of a sentence.

Claims are printed as ``tests/extract/cases`` write them, so that what is right can be kept there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from secondsource.cli.output import section
from secondsource.publish.safetext import plain

if TYPE_CHECKING:
    from secondsource.extraction.explanation import Explanation
    from secondsource.records.reading import Attribution, Claim, Reading
    from secondsource.syntax import Tree

LINKED = ("when", "where", "amount")


def debug_lines(explained: Explanation) -> Iterator[str]:
    """All that ``--debug`` prints."""
    for tree, read in zip(explained.trees, explained.mended, strict=True):
        yield plain(tree.text[tree.sentence.start : tree.sentence.end])
        yield from _branch(read, tree.root, 0, tree)
    reading = explained.reading
    yield from section("rules", _rules(explained))
    yield from section("attributions", _attributions(reading))
    claims = (line for claim in reading.claims for line in claim_lines(reading, claim))
    yield from section("claims", (f"  {line}" for line in claims))


def _rules(explained: Explanation) -> Iterator[str]:
    width = max((len(f"{f.module}.{f.rule}") for f in explained.firings), default=0)
    for firing in explained.firings:
        name = f"{firing.module}.{firing.rule}"
        decided = f" → {firing.decision}" if firing.decision else ""
        about = plain(", ".join(firing.about))
        yield f"  {name:<{width}}  [{about}]{decided}  {firing.meaning}"


def _attributions(reading: Reading) -> Iterator[str]:
    for attribution in reading.attributions:
        yield f"  {plain(attribution_line(reading, attribution))}"
        for span in attribution.content:
            yield f"    {plain(reading.report.text[span.start : span.end])}"


def _branch(tree: Tree, index: int, depth: int, before: Tree) -> Iterator[str]:
    """A word and what hangs on it; ``*`` where the rules hung it elsewhere than the model did."""
    moved = tree.tokens[index] != before.tokens[index]
    word, token = f"{'  ' * depth}{plain(tree.form(index))}", tree.tokens[index]
    facts = [token.deprel, token.upos, plain(token.lemma), token.feats or "", "*" * moved]
    yield f"  {word:<36} {' '.join(facts)}".rstrip()
    for child in tree.children(index):
        yield from _branch(tree, child, depth + 1, before)


def claim_lines(reading: Reading, claim: Claim) -> Iterator[str]:
    """A claim in the form of a case, what is not its own below it."""
    text = reading.report.text
    roles = [f"{a.role}={text[a.start : a.end]}" for a in claim.arguments]
    roles += [f"{kind}={words}" for kind in LINKED for words in linked(kind, claim, reading)]
    yield plain(" ".join([claim.predicate.lemma, claim.modality, claim.polarity, *roles]))
    for index in claim.attributions:
        told = attribution_line(reading, reading.attributions[index])
        yield f"  according to: {plain(told)}"
    yield f"  evidence: {plain(text[claim.start : claim.end])}"
    if claim.background:
        yield "  background"


def attribution_line(reading: Reading, attribution: Attribution) -> str:
    """Source, cue and stance in one line."""
    text, source = reading.report.text, attribution.source
    printed = text[source.start : source.end] if source else "-"
    return f"{printed} | {text[attribution.cue.start : attribution.cue.end]} | {attribution.stance}"


def linked(kind: str, claim: Claim, reading: Reading) -> list[str]:
    """The printed times, places or quantities of a claim."""
    text = reading.report.text
    spans: dict[str, list[tuple[int, int]]] = {
        "when": [(reading.times[i].start, reading.times[i].end) for i in claim.times],
        "where": [(reading.places[i].start, reading.places[i].end) for i in claim.places],
        "amount": [(reading.quantities[i].start, reading.quantities[i].end)
                   for i in claim.quantities],
    }  # fmt: skip
    return [text[start:end] for start, end in spans[kind]]
