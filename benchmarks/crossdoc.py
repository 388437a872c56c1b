"""Which mentions in different reports are one event: ECB+, development topics.

``python -m benchmarks.crossdoc DATA`` aligns the mentions of each subtopic with the package's own
alignment and prints CoNLL F1 (singletons included, as is usual on ECB+), LEA, and what a desk would
see: for every mention the other reports said to support it. A false supporter is a report that does
not tell of the event. Three baselines stand beside.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.corefscores import conll, tallies
from benchmarks.ecb import Document, EventMention, load
from secondsource.pipeline import Reader
from secondsource.reconciling.aligning.align import align
from secondsource.reconciling.aligning.ground import Ground
from secondsource.reconciling.aligning.happenings import happenings
from secondsource.reconciling.aligning.meanings import MeaningFinder
from secondsource.reconciling.aligning.statements import Statement, as_statement, statement_of
from secondsource.reconciling.facts.facts import Options
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.story import work
from secondsource.records.copies import CopyMap
from secondsource.records.reading import Argument, Claim, LemmaSpan, Reading, Role, Sentence

Key = tuple[str, int, int]  #: document and characters of a mention
_ROLES: dict[str, Role] = {
    "nsubj": "agent", "nsubj:pass": "patient", "obj": "patient", "iobj": "recipient",
    "obl:agent": "agent", "obl": "other", "nmod": "patient", "nmod:poss": "agent",
    "compound": "other",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """A mention ready to be compared; ``gold`` where it is annotated."""

    key: Key
    statement: Statement
    gold: EventMention | None


@dataclass(frozen=True, slots=True, eq=False)
class Subtopic:
    """The reports of one happening: gold mentions and predicted ones."""

    topic: str
    gold: tuple[Item, ...]
    predicted: tuple[Item, ...]
    ground: Ground


def subtopics(documents: Sequence[Document], readings: Iterable[Reading]) -> list[Subtopic]:
    """Everything that is aligned, subtopic by subtopic."""
    by_name: dict[str, list[tuple[Document, Reading]]] = defaultdict(list)
    for document, reading in zip(documents, readings, strict=True):
        by_name[document.subtopic].append((document, reading))
    return [_subtopic(by_name[name]) for name in sorted(by_name)]


def _subtopic(found: Sequence[tuple[Document, Reading]]) -> Subtopic:
    case = work([reading for _, reading in found], CopyMap(), Options()).case
    gold: list[Item] = []
    predicted: list[Item] = []
    for document, _ in found:
        page = case.pages[document.report.id]
        gold += [_item(page, mention) for mention in document.mentions]
        predicted += _predicted(page, document)
    meanings = MeaningFinder().of(item.statement for item in (*gold, *predicted))
    ground = replace(case.ground, meanings=meanings)
    return Subtopic(found[0][0].topic, tuple(gold), tuple(predicted), ground)


def _item(page: Page, mention: EventMention) -> Item:
    inside = [c for c in page.reading.claims if mention.start <= c.predicate.start < mention.end]
    at = _claim_at(page, mention)
    same_head = [claim for claim in inside if claim.predicate.start == at.predicate.start]
    statement = as_statement(page, next(iter([*same_head, *inside]), at))
    return Item((mention.document, mention.start, mention.end), statement, mention)


def _predicted(page: Page, document: Document) -> list[Item]:
    """The reader's claims in validated sentences, under the key of the mention they are."""
    found: dict[Key, Item] = {}
    for claim in page.reading.claims:
        at = claim.predicate.start
        statement = statement_of(page, claim)
        if statement is None or not any(start <= at < end for start, end in document.valid):
            continue
        gold = next((m for m in document.mentions if m.start <= at < m.end), None)
        end = gold.end if gold else claim.predicate.end
        key = (page.report, gold.start if gold else at, end)
        found.setdefault(key, Item(key, statement, gold))
    return list(found.values())


def _claim_at(page: Page, mention: EventMention) -> Claim:
    """A claim for a mention of which the reader makes none, with what hangs on it in the tree."""
    sentence = next(s for s in page.reading.sentences if s.end > mention.start)
    inside = [i for i, t in enumerate(sentence.tokens) if mention.start <= t.start < mention.end]
    head = next((i for i in inside if sentence.tokens[i].head - 1 not in inside), None)
    if head is None:
        word = page.text[mention.start : mention.end].lower()
        predicate = LemmaSpan(start=mention.start, end=mention.end, lemma=word)
        return Claim(id=f"m{mention.start}", start=mention.start, end=mention.end,
                     predicate=predicate, arguments=())  # fmt: skip
    token = sentence.tokens[head]
    arguments = tuple(_arguments(page, sentence, head))
    spans = [(token.start, token.end), *((a.start, a.end) for a in arguments)]
    first, last = min(s for s, _ in spans), max(e for _, e in spans)
    times, quantities = page.reading.times, page.reading.quantities
    return Claim(
        id=f"m{mention.start}",
        start=first,
        end=last,
        predicate=LemmaSpan(start=token.start, end=token.end, lemma=token.lemma.lower()),
        arguments=arguments,
        times=tuple(i for i, t in enumerate(times) if first <= t.start and t.end <= last),
        quantities=tuple(i for i, q in enumerate(quantities) if first <= q.start and q.end <= last),
    )


def _arguments(page: Page, sentence: Sentence, head: int) -> Iterable[Argument]:
    for index, token in enumerate(sentence.tokens):
        role = _ROLES.get(token.deprel) or _ROLES.get(token.deprel.partition(":")[0])
        if token.head - 1 == head and role is not None:
            start, end = _under(sentence, index)
            entity = page.entity_in(start, end)
            yield Argument(role=role, start=start, end=end, entity=entity)


def _under(sentence: Sentence, root: int) -> tuple[int, int]:
    wanted = {root}
    for _ in range(4):
        wanted |= {i for i, t in enumerate(sentence.tokens) if t.head - 1 in wanted}
    return min(sentence.tokens[i].start for i in wanted), max(
        sentence.tokens[i].end for i in wanted
    )


Clusterer = Callable[[Sequence[Item], Ground], list[list[Item]]]


def aligned(items: Sequence[Item], ground: Ground) -> list[list[Item]]:
    """The package's facts: what the sheet puts on one line."""
    by_id = {id(item.statement): item for item in items}
    groups = align([item.statement for item in items], ground)
    return [[by_id[id(statement)] for statement in group.statements()] for group in groups]


def happened(items: Sequence[Item], ground: Ground) -> list[list[Item]]:
    """The package's events."""
    by_id = {id(item.statement): item for item in items}
    groups = happenings([item.statement for item in items], ground)
    return [[by_id[id(statement)] for statement in group] for group in groups]


def one_group(items: Sequence[Item], ground: Ground) -> list[list[Item]]:
    """All mentions are one event."""
    return [list(items)] if items else []


def same_lemma(items: Sequence[Item], ground: Ground) -> list[list[Item]]:
    """Mentions with one lemma are one event."""
    found: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        found[item.statement.lemma].append(item)
    return list(found.values())


def supporters(clusters: Iterable[Iterable[Key]]) -> set[tuple[Key, str]]:
    """(mention, other document that tells of the same event)."""
    found = set()
    for cluster in clusters:
        members = list(cluster)
        documents = {member[0] for member in members}
        found |= {(m, d) for m in members for d in documents if d != m[0]}
    return found


@dataclass(frozen=True, slots=True)
class Support:
    """What a desk would see, in percent: supporters found, F1, and the share of false ones."""

    recall: float
    f1: float
    false: float


Both = Sequence[tuple[list[list[Key]], list[list[Key]]]]  #: (key, response) of every unit


def support(pairs: Both) -> Support:
    """How right the supporters of the annotated mentions are."""
    right = made = wanted = 0
    for key, response in pairs:
        mine, theirs = supporters(key), supporters(response)
        annotated = {mention for cluster in key for mention in cluster}
        theirs = {(m, d) for m, d in theirs if m in annotated}
        right, made, wanted = right + len(mine & theirs), made + len(theirs), wanted + len(mine)
    precision, recall = 100 * right / (made or 1), 100 * right / (wanted or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    return Support(recall, f1, 100 - precision)


def row(title: str, pairs: Both) -> str:
    """One line of the table."""
    scores, found = tallies(pairs, singletons=True), support(pairs)
    return (
        f"{title:44}{conll(scores):7.1f}{scores['LEA'].f1:7.1f}{found.f1:10.1f}"
        f"{found.recall:8.1f}{found.false:10.1f}"
    )


def evaluate(found: Sequence[Subtopic], cluster: Clusterer, *, predicted: bool, topics: bool = False
             ) -> Both:  # fmt: skip
    """(key, response) of every subtopic, or of every topic."""
    units: dict[str, list[Subtopic]] = defaultdict(list)
    for number, subtopic in enumerate(found):
        units[subtopic.topic if topics else str(number)].append(subtopic)
    return [_clusters(unit, cluster, predicted) for unit in units.values()]


def _clusters(
    unit: Sequence[Subtopic], cluster: Clusterer, predicted: bool
) -> tuple[list[list[Key]], list[list[Key]]]:
    gold = [item for subtopic in unit for item in subtopic.gold]
    used = [i for s in unit for i in (s.predicted if predicted else s.gold)]
    key: dict[str, list[Key]] = defaultdict(list)
    for item in gold:
        if item.gold is not None:
            key[item.gold.event].append(item.key)
    response = cluster(used, unit[0].ground)
    return list(key.values()), [[item.key for item in group] for group in response]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    documents = load(options.data / "ecbplus", "dev")
    found = subtopics(documents, Reader().read_many(d.report for d in documents))
    print("\n".join(table(found)))


def table(found: Sequence[Subtopic]) -> list[str]:
    """All rows."""
    lines = [f"{'':44}{'CoNLL':>7}{'LEA':>7}{'support F1':>11}{'recall':>7}{'false':>10}"]
    for told, predicted in (("gold mentions", False), ("predicted mentions", True)):
        lines += [
            row(f"{told}, one event a subtopic", evaluate(found, one_group, predicted=predicted)),
            row(f"{told}, same lemma in a topic",
                evaluate(found, same_lemma, predicted=predicted, topics=True)),
            row(f"{told}, same lemma in a subtopic",
                evaluate(found, same_lemma, predicted=predicted)),
            row(f"{told}, secondsource, one event",
                evaluate(found, happened, predicted=predicted)),
            row(f"{told}, secondsource, one fact",
                evaluate(found, aligned, predicted=predicted)),
        ]  # fmt: skip
    return lines


if __name__ == "__main__":
    main()
