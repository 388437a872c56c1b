"""What an outlet takes back in words: a correction or an editor's note under a later report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from secondsource.reconciling.drafts import Draft
from secondsource.reconciling.independence import Witness
from secondsource.reconciling.page import lemma_of
from secondsource.reconciling.statements import Statement
from secondsource.reconciling.updates import Update, correction_zones, texts_of


def corrections(drafts: Sequence[Draft]) -> Iterator[Update]:
    """What an outlet takes back in a correction or an editor's note: the fact of its own that the
    note speaks of, replaced by what the correcting report says of the same things."""
    notes: dict[str, list[tuple[Witness, str]]] = {}
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
                newer = _replacement(by_report[witness.report], older, witness.report)
                if newer is not None:
                    yield Update(newer=newer, older=older, evidence="the outlet corrected itself")
                break


def _takes_back(witness: Witness, zone: str, older: Draft) -> bool:
    """Whether a note speaks of a fact that rests on its own outlet alone, printed elsewhere."""
    texts = texts_of(older)
    if not all(any(old.outlet == witness.outlet for old in text) for text in texts):
        return False
    if any(old.report == witness.report for old in older.witnesses):
        return False
    if any(old.published > witness.published for old in older.witnesses):
        return False
    words = set(map(lemma_of, re.findall(r"\w+", zone.lower())))
    leader = older.leader
    action = leader.page.text[leader.claim.predicate.start : leader.claim.predicate.end].lower()
    things = _things(leader)
    told = lemma_of(action) in words or leader.lemma in words
    said = leader.page.words(leader.claim.start, leader.claim.end)
    return (
        told
        and bool(words & (things | said) - {lemma_of(action)})
        and (len(words & said) >= min(2, len(said)))
    )


def _replacement(drafts: Sequence[Draft], older: Draft, report: str) -> Draft | None:
    """The fact of the correcting report that speaks of the same things as the retired one; the
    first of equals."""

    def shared(draft: Draft) -> tuple[int, int]:
        first = min(w.statement.claim.start for w in draft.witnesses if w.report == report)
        return len(_things(draft.leader) & _things(older.leader)), -first

    others = [draft for draft in drafts if draft.id != older.id and not draft.detail]
    return max(others, key=shared, default=None)


def _things(statement: Statement) -> frozenset[str]:
    return frozenset(f[1:] for f in statement.actors | statement.objects if f[0] in "~=")
