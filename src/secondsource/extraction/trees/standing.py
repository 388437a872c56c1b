"""How a clause stands to the facts, and what its rules ask of the clauses around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from secondsource.extraction.trees.predication import Clause, lemma_of
from secondsource.extraction.wordlists.words import words
from secondsource.records.reading import Modality, Polarity
from secondsource.syntax import Tree


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause stands to the facts."""

    modality: Modality
    polarity: Polarity


Above = Mapping[int, Standing]
Clauses = Mapping[int, Clause]


def clause_of(word: int, clauses: Clauses) -> Clause | None:
    """The clause that a word heads, or raises ("is set to")."""
    if word in clauses:
        return clauses[word]
    return next((clause for clause in clauses.values() if word in clause.raised), None)


def is_turned(standing: Standing | None) -> bool:
    """Whether what a clause tells is told as not so."""
    return standing is not None and standing.polarity == "-"


def negates(tree: Tree, verb: int) -> int:
    """One where a verb turns what it governs round ("refused to go"), else none."""
    return int(lemma_of(tree, verb) in words("predicates", "negating", "lemmas"))
