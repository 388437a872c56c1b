"""Who is hurt and who looks into it: "Police found two men. They were taken to hospital" speaks of
the men, however much nearer the police stand. Word tables: ``roles.toml``."""

from __future__ import annotations

from secondsource.extraction.mentions.candidates import Candidate
from secondsource.extraction.trees.predication import is_passive
from secondsource.extraction.wordlists.words import words
from secondsource.syntax import Syntax, Tree


def is_unhurt(syntax: Syntax, pronoun: Candidate, mention: Candidate) -> bool:
    """Whether a mention names those who look into what happened, where the pronoun stands for whom
    it happened to."""
    tree = syntax.trees[mention.sentence]
    noun = tree.lemma(mention.head)
    looks_into = noun in words("roles", "investigators", "nouns")
    return looks_into and _is_harmed(syntax.trees[pronoun.sentence], pronoun.head)


def _is_harmed(tree: Tree, pronoun: int) -> bool:
    """ "They were taken to hospital", "they were random targets"."""
    head = tree.head(pronoun)
    if head is None or tree.rel(pronoun) != "nsubj":
        return False
    if tree.child(head, "cop") is not None:
        return tree.lemma(head) in words("roles", "harmed", "states")
    harmed = words("roles", "harmed", "verbs")
    return is_passive(tree, head) and tree.lemma(head) in harmed
