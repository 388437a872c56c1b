"""Did it happen? Modality and polarity of a clause, after FactBank (Saurí and Pustejovsky 2009):
read from its own auxiliaries and adverbs and from every word that governs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from secondsource.extract.predication import Clause, is_passive, raising
from secondsource.extract.words import member, words
from secondsource.records.reading import Modality, Polarity
from secondsource.syntax import Tree

#: From what happened to what merely follows from a condition: the most remote reading wins.
_RANK: tuple[Modality, ...] = ("actual", "planned", "possible", "requested", "hypothetical")
#: Stances after which "would" is a future seen from the past.
_FORETOLD = frozenset({"says", "announces", "promises", "confirms", "claims", "admits"})
_PRESUPPOSED = frozenset({"the", "this", "that", "these", "those"})
_COMING = frozenset({"during", "at", "before", "ahead", "until", "in"})
_ONLY = frozenset({"only", "just", "merely"})
_COMPLEMENT = frozenset({"xcomp", "ccomp", "csubj"})


@dataclass(frozen=True, slots=True)
class Standing:
    """How a clause stands to the facts."""

    modality: Modality
    polarity: Polarity


Above = Mapping[int, Standing]
Clauses = Mapping[int, Clause]


def standings(tree: Tree, clauses: list[Clause]) -> dict[int, Standing]:
    """The standing of every clause of a sentence, by its head word."""
    by_head = {clause.head: clause for clause in clauses}
    found: dict[int, Standing] = {}
    for clause in sorted(clauses, key=lambda c: sum(1 for _ in tree.ancestors(c.head))):
        found[clause.head] = _standing(tree, clause, by_head, found)
    return found


def most_remote(labels: Iterable[Modality]) -> Modality:
    """Of several readings the one that is furthest from having happened."""
    return max(labels, key=_RANK.index, default="actual")


def _standing(tree: Tree, clause: Clause, clauses: Clauses, above: Above) -> Standing:
    labels: list[Modality] = []
    turns = 0
    if clause.kind != "nominal":
        labels.append(_verb_modality(tree, clause))
        turns += _negations(tree, clause)
    if clause.kind == "nominal" or clause.predicate != clause.head:
        labels.append(_noun_modality(tree, clause.predicate))
        turns += _has_no(tree, clause.predicate) and clause.kind == "nominal"
    for verb in clause.raised:
        labels.append(_modality(raising(tree, verb)))
        turns += tree.lemma(verb) in words("predicates", "negating", "lemmas")
    governed, turned = _governed(tree, clause, clauses, above)
    modality = most_remote([*labels, governed])
    return Standing(modality, "-" if (turns + turned) % 2 else "+")


def _modality(label: str | None) -> Modality:
    return next((name for name in _RANK if name == label), "actual")


# -- the clause itself -----------------------------------------------------------------------


def _verb_modality(tree: Tree, clause: Clause) -> Modality:
    head = clause.top
    labels = [_from_child(tree, head, child) for child in tree.children(head)]
    if not tree.children(head, "aux", "nsubj", "mark") and tree.rel(head) == "conj":
        first = tree.head(head)
        if first is not None:
            labels += [_from_child(tree, first, aux) for aux in tree.children(first, "aux")]
    if _is_to_do(tree, head):
        labels.append("planned")
    if _conditioned(tree, head) and tree.feat(head, "Tense") != "Past":
        labels.append("hypothetical")
    return most_remote(labels)


def _is_to_do(tree: Tree, head: int) -> bool:
    """ "was to open a branch"."""
    mark = tree.child(head, "mark")
    verb = tree.child(head, "aux", "cop")
    be_to = mark is not None and tree.lower(mark) == "to" and verb is not None and verb < mark
    return be_to and verb is not None and tree.lemma(verb) == "be"


def _conditioned(tree: Tree, head: int) -> bool:
    """Whether an if-clause hangs on the verb; "even if" and "as if" lay down no condition."""
    for clause in tree.children(head, "advcl"):
        for mark in tree.children(clause, "mark"):
            conditional = tree.lower(mark) in words("predicates", "marks", "hypothetical")
            if conditional and not (mark and tree.lower(mark - 1) in ("even", "as")):
                return True
    return False


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
    governor = tree.head(head)
    reported = (
        tree.rel(head) == "ccomp"
        and governor is not None
        and member("cues", "verbs", tree.lemma(governor)) in _FORETOLD
    )
    perfect = any(tree.lower(aux) == "have" for aux in tree.children(head, "aux"))
    future = reported and not _conditioned(tree, head) and not perfect
    return "planned" if future else "hypothetical"


def _negations(tree: Tree, clause: Clause) -> int:
    return sum(
        _is_negative(tree, child)
        for head in {clause.head, *clause.raised}
        for child in tree.children(head)
    )


def _is_negative(tree: Tree, child: int) -> bool:
    relation = tree.rel(child)
    if relation == "advmod":
        return _negative_adverb(tree, child)
    if relation == "mark":
        return tree.lower(child) in words("predicates", "marks", "negative")
    if tree.deprel(child) == "cc:preconj":
        return tree.lower(child) == "neither"
    return relation in ("nsubj", "obj") and _has_no(tree, child)


def _negative_adverb(tree: Tree, child: int) -> bool:
    if tree.lower(child) == "longer":
        return any(tree.lower(word) in ("no", "not") for word in tree.children(child))
    if tree.lower(child) not in words("predicates", "adverbs", "negative"):
        return False
    # "not only … but also" denies nothing.
    inside = [tree.lower(word) for word in tree.children(child)]
    following = tree.lower(child + 1) if child + 1 < len(tree) else ""
    return not _ONLY.intersection([*inside, following])


def _has_no(tree: Tree, noun: int) -> bool:
    if tree.lower(noun) in ("nobody", "none", "nothing", "neither"):
        return True
    determined = tree.children(noun, "det", "cc:preconj")
    return any(tree.lower(child) in ("no", "neither") for child in determined)


def _noun_modality(tree: Tree, noun: int) -> Modality:
    adjectives = tree.children(noun, "amod")
    return most_remote(
        _modality(member("predicates", "adjectives", tree.lower(child))) for child in adjectives
    )


# -- what governs it -------------------------------------------------------------------------


def _governed(tree: Tree, clause: Clause, clauses: Clauses, above: Above) -> tuple[Modality, int]:
    """Modality and number of negations that come from the words above."""
    governor = tree.head(clause.top)
    if governor is None:
        return "actual", 0
    if clause.kind == "nominal":
        return _governed_noun(tree, clause, clauses, above)
    relation, parent = tree.deprel(clause.top), _clause_of(governor, clauses)
    standing = above.get(parent.head) if parent else None
    if relation in _COMPLEMENT or (relation == "advcl" and tree.lemma(governor) == "call"):
        return _complement(tree, relation, governor, standing)
    if relation == "acl":
        return _from_noun(tree, governor, clause.top)
    if relation == "advcl":
        return _adverbial(tree, clause.top, governor, standing)
    if relation == "conj" and tree.child(clause.top, "nsubj", "aux") is None and standing:
        return standing.modality, int(_is_turned(standing) and tree.lemma(governor) != "say")
    return "actual", 0


def _complement(
    tree: Tree, relation: str, governor: int, standing: Standing | None
) -> tuple[Modality, int]:
    lemma = tree.lemma(governor)
    if relation == "xcomp":
        label = member("predicates", "control", lemma) or member("predicates", "raising", lemma)
        own = _modality(label)
    else:
        own = _complement_modality(lemma)
    turned = int(lemma in words("predicates", "negating", "lemmas"))
    turned += int(relation == "xcomp" and _is_turned(standing))
    return most_remote([own, _inherited(standing)]), turned


def _adverbial(
    tree: Tree, head: int, governor: int, standing: Standing | None
) -> tuple[Modality, int]:
    if tree.lower(governor) == "short":
        return "actual", 1  # "stopped short of banning"
    if tree.feat(head, "VerbForm") in ("Part", "Ger"):
        return (standing.modality if standing else "actual"), 0
    return "actual", 0


def _complement_modality(lemma: str) -> Modality:
    """What "asked that", "suggested that", "hoped that" make of their clause."""
    if lemma in words("predicates", "complement", "actual"):
        return "actual"
    if lemma in words("predicates", "control", "requested"):
        return "requested"
    return "possible" if lemma in words("predicates", "complement", "possible") else "actual"


def _clause_of(word: int, clauses: Clauses) -> Clause | None:
    if word in clauses:
        return clauses[word]
    return next((clause for clause in clauses.values() if word in clause.raised), None)


def _inherited(standing: Standing | None) -> Modality:
    """What is said in a speech that may never be given is as remote as the speech."""
    if standing is None or standing.modality in ("actual", "planned"):
        return "actual"
    return "hypothetical" if standing.modality == "hypothetical" else "possible"


def _is_turned(standing: Standing | None) -> bool:
    return standing is not None and standing.polarity == "-"


def _from_noun(tree: Tree, noun: int, head: int) -> tuple[Modality, int]:
    infinitive = any(tree.lower(mark) == "to" for mark in tree.children(head, "mark"))
    clausal = infinitive or any(
        tree.lower(m) in ("that", "of") for m in tree.children(head, "mark")
    )
    label = member("predicates", "nouns", tree.lemma(noun)) if clausal else None
    if label is not None:
        return _modality(label), int(tree.lemma(noun) in ("refusal", "failure", "denial"))
    return ("possible" if infinitive else "actual"), 0


# -- event nouns -----------------------------------------------------------------------------


def _governed_noun(
    tree: Tree, clause: Clause, clauses: Clauses, above: Above
) -> tuple[Modality, int]:
    noun, governor = clause.predicate, tree.head(clause.predicate)
    assert governor is not None
    label = member("predicates", "nouns", tree.lemma(governor))
    if tree.rel(noun) == "nmod" and label:
        return _modality(label), 0
    parent = _clause_of(governor, clauses)
    if parent is None or governor not in (parent.head, parent.predicate):
        return "actual", 0
    off = _put_off(tree, noun, governor)
    if off is not None:
        return off
    if tree.rel(noun) == "obl":
        return _oblique_noun(tree, noun, governor, above[parent.head]), 0
    if _is_presupposed(tree, noun) or tree.rel(noun) not in ("obj", "nsubj"):
        return "actual", 0
    return _object_noun(tree, noun, governor, above[parent.head])


def _put_off(tree: Tree, noun: int, verb: int) -> tuple[Modality, int] | None:
    """A visit that was postponed is planned, one that was cancelled is not."""
    affected = tree.rel(noun) == "obj" or (tree.rel(noun) == "nsubj" and is_passive(tree, verb))
    if not affected:
        return None
    if tree.lemma(verb) in words("predicates", "events", "put_off"):
        return "planned", 0
    return (
        ("planned", 1) if tree.lemma(verb) in words("predicates", "events", "called_off") else None
    )


def _oblique_noun(tree: Tree, noun: int, verb: int, standing: Standing) -> Modality:
    case = tree.child(noun, "case")
    if case is None:
        return "actual"
    if tree.lemma(verb) in ("call", "ask", "appeal", "press", "push") and tree.lower(case) == "for":
        return "requested"
    coming = tree.lower(case) in _COMING and standing.modality == "planned"
    return "planned" if coming else "actual"


def _is_presupposed(tree: Tree, noun: int) -> bool:
    return any(
        tree.lower(child) in _PRESUPPOSED or tree.deprel(child) == "nmod:poss"
        for child in tree.children(noun, "det", "nmod")
    )


def _object_noun(tree: Tree, noun: int, governor: int, standing: Standing) -> tuple[Modality, int]:
    lemma = tree.lemma(governor)
    label = member("predicates", "control", lemma) or raising(tree, governor)
    turned = int(lemma in words("predicates", "negating", "lemmas"))
    governed = _modality(label) if tree.rel(noun) == "obj" else "actual"
    return most_remote([governed, standing.modality]), turned
