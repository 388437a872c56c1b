"""What an outlet takes back in words: a correction or an editor's note under a later report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.facts.updates import (
    Update,
    correction_zones,
    mentions,
    rests_on,
    texts_of,
)
from secondsource.reconciling.figures.numbers import telling_figure
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.lemmas import lemma_of
from secondsource.records.reading import Span


def corrections(drafts: Sequence[Draft]) -> Iterator[Update]:
    """What an outlet takes back in a correction or an editor's note: the fact of its own that the
    note speaks of, replaced by what the correcting report says of the same things."""
    notes: dict[str, list[tuple[Witness, Span]]] = {}
    by_report: dict[str, list[Draft]] = {}
    for draft in drafts:
        for witness in draft.witnesses:
            by_report.setdefault(witness.report, []).append(draft)
            if witness.report not in notes:
                notes[witness.report] = [(witness, zone) for zone in correction_zones(witness)]
    told = [note for found in notes.values() for note in found]
    for older in drafts:
        for witness, zone in told:
            if _takes_back(witness, zone, older):
                newer = _replacement(by_report[witness.report], older, witness, zone)
                if newer is not None:
                    yield Update(newer=newer, older=older, evidence="the outlet corrected itself")
                break


def _takes_back(witness: Witness, zone: Span, older: Draft) -> bool:
    """Whether a note speaks of a fact that rests on its own outlet alone, printed elsewhere."""
    texts = texts_of(older)
    if not all(any(rests_on(old, witness) for old in text) for text in texts):
        return False
    if any(old.report == witness.report for old in older.witnesses):
        return _is_still_printed(witness, zone, older)
    if any(old.published > witness.published for old in older.witnesses):
        return False
    note = witness.statement.page.text[zone.start : zone.end]
    words = set(map(lemma_of, re.findall(r"\w+", note.lower())))
    if any(map(telling_figure, older.leader.counts)) and mentions(note, older):
        return True
    return any(_speaks_of(words, statement) for statement in older.limits)


def _is_still_printed(witness: Witness, zone: Span, older: Draft) -> bool:
    """Whether the report that corrects a figure still prints it above the note, and nowhere else
    ("The price was put at 4.2 million. … Correction: An earlier version said 4.2 million")."""
    note = witness.statement.page.text[zone.start : zone.end]
    own = [old for old in older.witnesses if old.report == witness.report]
    above = all(old.statement.claim.end <= zone.start for old in own)
    alone = all(rests_on(old, witness) for old in older.witnesses)
    figure = any(map(telling_figure, older.leader.counts)) and mentions(note, older)
    return above and alone and figure


def _speaks_of(words: set[str], statement: Statement) -> bool:
    """Whether a note with these words speaks of what a statement tells."""
    page, claim = statement.page, statement.claim
    action = lemma_of(page.text[claim.predicate.start : claim.predicate.end].lower())
    said = page.words(claim.start, claim.end)
    told = action in words or statement.lemma in words
    things = words & (_things(statement) | said) - {action}
    return told and bool(things) and len(words & said) >= min(2, len(said))


def _replacement(
    drafts: Sequence[Draft], older: Draft, witness: Witness, zone: Span
) -> Draft | None:
    """What stands in the place of the retired fact: of the facts that the note goes on with, else
    of those of the whole report, the one that speaks most of the same things; the first of
    equals."""
    text, report = witness.statement.page.text, witness.report

    def first(draft: Draft) -> int:
        return min(w.statement.claim.start for w in draft.witnesses if w.report == report)

    def shared(draft: Draft) -> tuple[int, int]:
        return len(_things(draft.leader) & _things(older.leader)), -first(draft)

    others = [draft for draft in drafts if draft.id != older.id and not draft.detail]
    behind = [d for d in others if first(d) >= zone.end and "\n" not in text[zone.end : first(d)]]
    return max(behind or others, key=shared, default=None)


def _things(statement: Statement) -> frozenset[str]:
    return frozenset(f[1:] for f in statement.actors | statement.objects if f[0] in "~=")
