"""How much a fact matters to its story: what a reader should meet first among facts of one grade.

"The bridge fell" comes before "The mayor wore a hat": told early, in the words that the headlines
and the other reports use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from secondsource.reconciling.facts.drafts import Draft
from secondsource.reconciling.lines.clauses import leans, nominal
from secondsource.reconciling.origins.independence import Witness
from secondsource.reconciling.pages.lemmas import lemma_of, words_in
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.pages.phrasing import is_apposition, told_office

_FULL = 5  #: words of a line that may all be the story's own
_EARLY, _CENTRAL, _HEADED = 1.0, 1.0, 0.8
_NAMED, _MOST_NAMED, _COUNTED = 0.15, 3, 0.2
_BACKGROUND, _LEANING, _QUOTED, _OFFICE = 0.6, 0.3, 0.3, 1.0
_OUTLET, _MOST_OUTLETS, _ORIGIN = 0.5, 6, 0.2


class Weights:
    """What the reports of a story have in common, to weigh its facts by."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self._texts = 0
        self._known: Counter[str] = Counter()
        headed: set[str] = set()
        for page in pages:
            self._texts += 1
            self._known.update(page.words(0, len(page.text)))
            headed |= {lemma_of(word) for word in words_in(page.reading.report.title or "")}
        self._headed = frozenset(headed)

    def of(self, draft: Draft) -> float:
        """The weight of a fact: that of its best passage, and who has it."""
        best = max((self._passage(witness) for witness in draft.witnesses), default=0.0)
        outlets = min(len(draft.support.outlets), _MOST_OUTLETS) - 1
        shared = _OUTLET * outlets + _ORIGIN * (len(draft.support.origins) - 1)
        office = any(_names_an_office(witness) for witness in draft.witnesses)
        return round(best + shared - _OFFICE * office, 6)

    def _passage(self, witness: Witness) -> float:
        statement = witness.statement
        page, claim = statement.page, statement.claim
        words = sorted(page.words(claim.start, claim.end))
        place = claim.start / max(1, len(page.text))
        spoken = any(q.start <= claim.predicate.start < q.end for q in page.reading.quotes)
        return (
            _EARLY * (1.0 - place)
            + _CENTRAL * self._central(words)
            + _HEADED * sum(word in self._headed for word in words) / max(_FULL, len(words))
            + _NAMED * min(len(statement.named), _MOST_NAMED)
            + _COUNTED * bool(statement.counts)
            - _BACKGROUND * claim.background
            - _LEANING * leans(witness)
            - _QUOTED * spoken
        )

    def _central(self, words: Sequence[str]) -> float:
        """How much of a passage the other reports speak of, too."""
        others = self._texts - 1
        if not others:
            return 0.0
        known = sum((self._known[word] or 1) - 1 for word in words)
        return known / others / max(_FULL, len(words))


def _names_an_office(witness: Witness) -> bool:
    """Who somebody is ("the operator, Norfax") is seldom the news."""
    page, claim = witness.statement.page, witness.statement.claim
    named = nominal(witness) or is_apposition(page, claim)
    return named and told_office(page, claim) is not None
