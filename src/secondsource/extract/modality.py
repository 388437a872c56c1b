"""Did it happen? Modality and polarity of a clause, after FactBank (Saurí and Pustejovsky 2009):
read from its own auxiliaries and adverbs and from every word that governs it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from secondsource.extract.clauses import Clause, raising
from secondsource.extract.words import member, words
from secondsource.records.reading import Modality, Polarity
from secondsource.syntax import Tree

#: From what happened to what merely follows from a condition: the most remote reading wins.
_RANK: tuple[Modality, ...] = ("actual", "planned", "possible", "requested", "hypothetical")
#: Stances after which "would" is a future seen from the past.
_FORETOLD = frozenset({"says", "announces", "promises", "confirms", "claims", "admits"})
_PRESUPPOSED = frozenset({"the", "this", "that", "these", "those"})
_COMING = frozenset({"during", "at", "before", "ahead", "until", "in"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause stands to the facts."""

    modality: Modality
    polarity: Polarity


def standings(tree: Tree, clauses: list[Clause]) -> dict[int, Standing]:
    """The standing of every clause of a sentence, by its head word."""
    by_head = {clause.head: clause for clause in clauses}
    found: dict[int, Standing] = {}
    for clause in sorted(clauses, key=lambda c: sum(1 for _ in tree.ancestors(c.head))):
        found[clause.head] = _standing(tree, clause, by_head, found)
    return found


def _standing(
    tree: Tree, clause: Clause, clauses: Mapping[int, Clause], above: Mapping[int, Standing]
) -> Standing:
    labels: list[Modality] = ["actual"]
    turns = 0
    if clause.kind == "nominal":
        labels.append(_noun_modality(tree, clause.predicate))
        turns += _has_no(tree, clause.predicate)
    else:
        labels.append(_verb_modality(tree, clause))
        turns += _negations(tree, clause)
    if clause.predicate != clause.head:
        labels.append(_noun_modality(tree, clause.predicate))
    for verb in clause.raised:
        label = raising(tree, verb)
        labels.append(_modality(label))
        turns += tree.lemma(verb) in words("predicates", "negating", "lemmas")
    governed, turned = _governed(tree, clause, clauses, above)
    labels.append(governed)
    modality = max(labels, key=_RANK.index)
    return Standing(modality, "-" if (turns + turned) % 2 else "+")


def _modality(label: str | None) -> Modality:
    return next((name for name in _RANK if name == label), "actual")


# -- the clause itself -----------------------------------------------------------------------


def _verb_modality(tree: Tree, clause: Clause) -> Modality:
    heads = (clause.raised[0] if clause.raised else clause.head,)
    labels: list[Modality] = ["actual"]
    for head in heads:
        for child in tree.children(head):
            labels.append(_from_child(tree, head, child))
        if not tree.children(head, "aux", "nsubj", "mark") and tree.rel(head) == "conj":
            first = tree.head(head)
            if first is not None:
                labels += [_from_child(tree, first, aux) for aux in tree.children(first, "aux")]
    return max(labels, key=_RANK.index)


def _from_child(tree: Tree, head: int, child: int) -> Modality:
    form, relation = tree.lower(child), tree.rel(child)
    if relation == "aux":
        if form in ("would", "'d", "’d"):
            return _would(tree, head)
        return _modality(member("predicates", "modals", form))
    if relation == "advmod":
        return _modality("possible" if form in words("predicates", "adverbs", "possible") else "")
    if relation == "mark":
        label = member("predicates", "marks", form)
        if label in ("hypothetical", "possible"):
            return _modality(label)
        if form == "to" and tree.rel(head) == "advcl":
            return "planned"
    return "actual"


def _would(tree: Tree, head: int) -> Modality:
    """Future seen from the past ("said he would visit") against what a condition would bring."""
    conditioned = any(
        tree.lower(mark) in words("predicates", "marks", "hypothetical")
        for clause in tree.children(head, "advcl")
        for mark in tree.children(clause, "mark")
    )
    governor = tree.head(head)
    reported = tree.rel(head) == "ccomp" and governor is not None and (
        member("cues", "verbs", tree.lemma(governor)) in _FORETOLD
    )
    perfect = any(tree.lower(aux) == "have" for aux in tree.children(head, "aux"))
    return "planned" if reported and not conditioned and not perfect else "hypothetical"


def _negations(tree: Tree, clause: Clause) -> int:
    turns = 0
    for head in {clause.head, *clause.raised}:
        for child in tree.children(head):
            if tree.rel(child) == "advmod":
                turns += _negative_adverb(tree, child)
            elif tree.rel(child) == "mark":
                turns += tree.lower(child) in words("predicates", "marks", "negative")
            elif tree.rel(child) in ("nsubj", "obj"):
                turns += _has_no(tree, child)
    return turns


def _negative_adverb(tree: Tree, child: int) -> bool:
    if tree.lower(child) not in words("predicates", "adverbs", "negative"):
        return False
    # "not only … but also" denies nothing.
    return not any(tree.lower(c) in ("only", "just", "merely") for c in tree.children(child)) and (
        child + 1 >= len(tree) or tree.lower(child + 1) not in ("only", "just", "merely")
    )


def _has_no(tree: Tree, noun: int) -> bool:
    if tree.lower(noun) in ("nobody", "none", "nothing", "neither"):
        return True
    return any(tree.lower(child) in ("no", "neither") for child in tree.children(noun, "det"))


def _noun_modality(tree: Tree, noun: int) -> Modality:
    labels: list[Modality] = ["actual"]
    for child in tree.children(noun, "amod"):
        labels.append(_modality(member("predicates", "adjectives", tree.lower(child))))
    return max(labels, key=_RANK.index)


# -- what governs it -------------------------------------------------------------------------


def _governed(
    tree: Tree, clause: Clause, clauses: Mapping[int, Clause], above: Mapping[int, Standing]
) -> tuple[Modality, int]:
    """Modality and number of negations that come from the words above."""
    head = clause.raised[0] if clause.raised else clause.head
    governor = tree.head(head)
    if governor is None:
        return "actual", 0
    if clause.kind == "nominal":
        return _governed_noun(tree, clause, clauses, above)
    relation, parent = tree.deprel(head), _clause_of(governor, clauses)
    standing = above.get(parent.head) if parent else None
    lemma = tree.lemma(governor)
    negating = lemma in words("predicates", "negating", "lemmas")
    if relation in ("xcomp", "ccomp", "csubj") or (relation == "advcl" and lemma == "call"):
        label = _modality(member("predicates", "control", lemma)) if relation == "xcomp" else (
            _complement_modality(lemma)
        )
        inherited = _inherited(standing)
        turned = int(negating) + int(relation == "xcomp" and _turned(standing))
        return max(label, inherited, key=_RANK.index), turned
    if relation == "acl":
        return _from_noun(tree, governor, head)
    if relation == "advcl" and tree.feat(head, "VerbForm") in ("Part", "Ger"):
        return (standing.modality if standing else "actual"), 0
    if relation == "conj" and tree.child(head, "nsubj", "aux") is None and standing:
        return standing.modality, int(_turned(standing) and lemma != "say")
    return "actual", 0


def _complement_modality(lemma: str) -> Modality:
    """What "asked that", "suggested that", "hoped that" make of their clause."""
    if lemma in words("predicates", "control", "requested"):
        return "actual" if lemma in ("tell", "call", "insist", "advise") else "requested"
    return "possible" if lemma in ("hope", "fear", "doubt", "suspect", "wish", "propose") else (
        "actual"
    )


def _clause_of(word: int, clauses: Mapping[int, Clause]) -> Clause | None:
    if word in clauses:
        return clauses[word]
    return next((clause for clause in clauses.values() if word in clause.raised), None)


def _inherited(standing: Standing | None) -> Modality:
    """What is said in a speech that may never be given is as remote as the speech."""
    if standing is None or standing.modality in ("actual", "planned"):
        return "actual"
    return "hypothetical" if standing.modality == "hypothetical" else "possible"


def _turned(standing: Standing | None) -> bool:
    return standing is not None and standing.polarity == "-"


def _from_noun(tree: Tree, noun: int, head: int) -> tuple[Modality, int]:
    infinitive = any(tree.lower(mark) == "to" for mark in tree.children(head, "mark"))
    label = member("predicates", "nouns", tree.lemma(noun))
    if label is not None:
        return _modality(label), int(tree.lemma(noun) in ("refusal", "failure", "denial"))
    return ("possible" if infinitive else "actual"), 0


def _governed_noun(
    tree: Tree, clause: Clause, clauses: Mapping[int, Clause], above: Mapping[int, Standing]
) -> tuple[Modality, int]:
    noun, governor = clause.predicate, tree.head(clause.predicate)
    assert governor is not None
    case = tree.child(noun, "case")
    if tree.rel(noun) == "nmod" and (label := member("predicates", "nouns", tree.lemma(governor))):
        return _modality(label), 0
    parent = _clause_of(governor, clauses)
    if parent is None or governor not in (parent.head, parent.predicate):
        return "actual", 0
    lemma, standing = tree.lemma(parent.head), above[parent.head]
    definite = any(
        tree.lower(child) in _PRESUPPOSED or tree.deprel(child) == "nmod:poss"
        for child in tree.children(noun, "det", "nmod")
    )
    if case is not None and tree.rel(noun) == "obl":
        if lemma in ("call", "ask", "appeal", "press", "push") and tree.lower(case) == "for":
            return "requested", 0
        coming = tree.lower(case) in _COMING and standing.modality == "planned"
        return ("planned" if coming else "actual"), 0
    if definite or tree.rel(noun) not in ("obj", "nsubj"):
        return "actual", 0
    label = member("predicates", "control", lemma) or member("predicates", "raising", lemma)
    turned = int(lemma in words("predicates", "negating", "lemmas"))
    governed = _modality(label) if tree.rel(noun) == "obj" else "actual"
    return max(governed, standing.modality, key=_RANK.index), turned
