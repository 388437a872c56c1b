"""Event nouns as clauses: "a strike on the depot", "is considering a blockade"."""

from __future__ import annotations

from collections.abc import Mapping

from secondsource.extraction.trees.arguments import unique
from secondsource.extraction.trees.obliques import participants
from secondsource.extraction.trees.phrases import LOCATIVE
from secondsource.extraction.trees.predication import Clause, is_passive, parent_of
from secondsource.extraction.wordlists.words import member, words
from secondsource.syntax import Tree

Found = Mapping[int, Clause]


def nominal_clause(tree: Tree, noun: int, found: dict[int, Clause]) -> Clause | None:
    """A clause for an event noun, if the sentence says who or where."""
    arguments = participants(tree, noun)
    agent = doer(tree, noun, found)
    if agent is not None and all(role != "agent" for role, _ in arguments):
        arguments = [("agent", agent), *arguments]
    if not arguments and not is_reported(tree, noun):
        return None
    return Clause(noun, noun, "nominal", unique(arguments), parent_of(tree, noun, found))


def is_reported(tree: Tree, noun: int) -> bool:
    """ "confirmed two deaths", "reported explosions at a depot": how many there were, or where, is
    told by whoever reports them."""
    verb = tree.head(noun)
    if verb is None or tree.rel(noun) != "obj":
        return False
    located = any(
        tree.lower(case) in LOCATIVE and tree.upos(place) in ("NOUN", "PROPN")
        for place in tree.children(noun, "nmod")
        for case in tree.children(place, "case")
    )
    told = located or tree.child(noun, "nummod") is not None
    return told and tree.lemma(verb) in words("cues", "bare", "object")


def doer(tree: Tree, noun: int, found: Found) -> int | None:
    """Who would do what a verb plans or weighs: "agreed on a summit", "is considering the
    possibility of a blockade"."""
    above, thing = tree.head(noun), noun
    if above is not None and tree.rel(noun) == "nmod" and _stands_for(tree, above):
        thing = above
    verb = tree.head(thing)
    if verb is None or tree.upos(verb) != "VERB" or is_passive(tree, verb):
        return None
    case = next((tree.lower(c) for c in tree.children(thing, "case")), "")
    planned = member("predicates", "bound_for", f"{tree.lemma(verb)} {case}") == "planned"
    own = tree.rel(thing) == "obj" and tree.lemma(verb) in words("predicates", "doing", "verbs")
    clause = found.get(verb) or next((c for c in found.values() if verb in c.raised), None)
    if clause is None or not (own or (planned and tree.rel(thing) == "obl")):
        return None
    return clause.filler("agent")


def _stands_for(tree: Tree, noun: int) -> bool:
    """Whether a noun only says how likely or planned what it governs is."""
    return member("predicates", "nouns", tree.lemma(noun)) in ("planned", "possible")
