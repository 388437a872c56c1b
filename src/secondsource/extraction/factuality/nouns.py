"""Did what a noun names happen? "Plans for a strike", "postponed the visit", "warned of an attack":
an event noun stands to the facts as what governs it says."""

from __future__ import annotations

from secondsource.extraction.trees.auxiliaries import has_no, modality_of, most_remote
from secondsource.extraction.trees.predication import Clause, is_passive, lemma_of, raising
from secondsource.extraction.trees.standing import (
    Above,
    Clauses,
    Standing,
    clause_of,
    is_turned,
    negates,
)
from secondsource.extraction.wordlists.words import member, words
from secondsource.records.reading import Modality
from secondsource.syntax import Tree

_PRESUPPOSED = frozenset({"the", "this", "that", "these", "those"})
#: Prepositions of a noun that tell when, why or amid what something is.
_CIRCUMSTANCES = frozenset(
    {"after", "following", "since", "during", "amid", "amidst", "despite", "from", "in", "by",
     "until", "before", "because"}
)  # fmt: skip
_COMING = frozenset({"during", "at", "before", "ahead", "until", "in", "for"})


def governed_noun(
    tree: Tree, clause: Clause, clauses: Clauses, above: Above
) -> tuple[Modality, int]:
    """Modality and number of negations that an event noun has from what stands above it."""
    noun = _first_joined(tree, clause.predicate)
    governor = tree.head(noun)
    assert governor is not None
    if tree.rel(noun) == "nmod":
        bound = _bound_by_noun(tree, noun, governor)
        if bound is not None:
            return bound, turned_noun(tree, governor, clauses, above)
    parent = clause_of(governor, clauses)
    if parent is None or governor not in (parent.head, parent.predicate):
        return "actual", 0
    off = _put_off(tree, noun, governor, above[parent.head])
    if off is not None:
        return off
    if tree.rel(noun) == "obl":
        return _oblique_noun(tree, noun, governor, above[parent.head])
    if tree.rel(noun) not in ("obj", "nsubj"):
        return "actual", 0
    return _object_noun(tree, noun, governor, above[parent.head])


def _bound_by_noun(tree: Tree, noun: int, governor: int) -> Modality | None:
    """What a noun makes of the one that hangs on it: "plans for a strike", "a model for a truce";
    nothing where it only tells when or why ("fears after the killing")."""
    case = next((tree.lower(c) for c in tree.children(noun, "case")), "")
    bound = member("predicates", "bound_by", f"{tree.lemma(governor)} {case}")
    if bound is not None:
        return modality_of(bound)
    label = member("predicates", "nouns", tree.lemma(governor))
    if label is None or case in _CIRCUMSTANCES:
        return None
    felt = label == "possible" and case in ("about", "over", "at")
    if felt and _is_presupposed(tree, noun):
        return "actual"  # "concern about the detention": they are detained
    return modality_of(label)


def _first_joined(tree: Tree, noun: int) -> int:
    """ "called for a truce and the withdrawal of troops": both are called for."""
    first = tree.head(noun) if tree.rel(noun) == "conj" else None
    bare = tree.child(noun, "case") is None
    governed = ("obl", "obj", "nmod")
    joined = first is not None and tree.upos(first) == "NOUN" and tree.rel(first) in governed
    return first if first is not None and joined and bare else noun


def _put_off(tree: Tree, noun: int, verb: int, standing: Standing) -> tuple[Modality, int] | None:
    """A visit that was postponed is planned, one that was cancelled is not; one that somebody is
    only asked to cancel still is."""
    affected = tree.rel(noun) == "obj" or (tree.rel(noun) == "nsubj" and is_passive(tree, verb))
    if not affected:
        return None
    if lemma_of(tree, verb) in words("predicates", "events", "put_off"):
        return "planned", 0
    if lemma_of(tree, verb) not in words("predicates", "events", "called_off"):
        return None
    settled = standing.modality in ("actual", "planned") and not is_turned(standing)
    return "planned", int(settled)


def _oblique_noun(tree: Tree, noun: int, verb: int, standing: Standing) -> tuple[Modality, int]:
    """An event noun after a preposition: "called for talks", "will speak before the vote", "failed
    to agree on a swap", "could lead to a strike"."""
    case = tree.child(noun, "case")
    if case is None:
        return "actual", 0
    bound = member("predicates", "bound_for", f"{tree.lemma(verb)} {tree.lower(case)}")
    if bound == "resulting":
        return standing.modality, int(is_turned(standing))
    if bound == "dated":
        return "planned", 0
    if bound is not None:
        turned = bound == "planned" and is_turned(standing) and not _is_presupposed(tree, noun)
        return most_remote([modality_of(bound), standing.modality]), int(turned)
    reacts = tree.lemma(verb) in words("predicates", "reacting", "verbs")
    reacts = reacts and _is_presupposed(tree, noun)
    coming = tree.lower(case) in _COMING and standing.modality == "planned" and not reacts
    return ("planned" if coming else "actual"), 0


def _is_presupposed(tree: Tree, noun: int) -> bool:
    return any(
        tree.lower(child) in _PRESUPPOSED or tree.deprel(child) == "nmod:poss"
        for child in tree.children(noun, "det", "nmod")
    )


def _object_noun(tree: Tree, noun: int, governor: int, standing: Standing) -> tuple[Modality, int]:
    """An event noun that a verb governs: "promised a visit", "ruled out talks"."""
    lemma, turned = lemma_of(tree, governor), is_turned(standing)
    likely = tree.upos(governor) == "ADJ"  # "a meeting was likely"
    affected = tree.rel(noun) == "obj" or is_passive(tree, governor) or likely
    if affected and turned and lemma in words("predicates", "not_saying", "objects"):
        return "possible", 0  # "has not confirmed the arrest"
    if lemma in words("predicates", "excluding", "lemmas"):
        return "possible", int(not turned)  # "has not ruled out talks"
    label = raising(tree, governor)
    unmet = member("predicates", "unmet", lemma) if affected else None
    if unmet == "averted" and turned and lemma in ("deny", "refute"):
        return "possible", 0
    if unmet == "averted":
        return standing.modality, int(not turned)
    if unmet == "resulting":
        return standing.modality, int(turned)
    if unmet is None and _is_presupposed(tree, noun) and not (likely and label):
        return "actual", 0
    label = unmet or member("predicates", "control", tree.lemma(governor)) or label
    governed = modality_of(label) if affected else "actual"
    refused = unmet == "planned" and turned  # "did not approve the sale"
    return most_remote([governed, standing.modality]), negates(tree, governor) + int(refused)


def turned_noun(tree: Tree, noun: int, clauses: Clauses, above: Above) -> int:
    """Whether a plan or possibility is denied: "has no plans to", "ruled out the prospect of"."""
    verb = tree.head(noun)
    parent = None if verb is None else clause_of(verb, clauses)
    if verb is not None and tree.child(verb, "expl") is not None and tree.rel(noun) == "nsubj":
        return int(has_no(tree, noun))  # "there is no chance that"
    if parent is None or verb is None or noun not in {*_affected(tree, verb), parent.predicate}:
        return 0
    turned = is_turned(above.get(parent.head))
    excluded = lemma_of(tree, verb) in words("predicates", "excluding", "lemmas")
    return 0 if excluded and turned else int(turned) + negates(tree, verb)


def _affected(tree: Tree, verb: int) -> list[int]:
    return tree.children(verb, "obj", "nsubj" if is_passive(tree, verb) else "nsubj:pass")
