"""Clauses of a sentence: what is predicated of whom. Tree in, plain data out.

A clause has a ``head`` (the word whose subtree it is) and a ``predicate`` (the word that names the
happening: the object of a light verb, otherwise the head). Word indices are those of the tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from secondsource.extract.words import member, words
from secondsource.records.reading import Role
from secondsource.syntax import Tree

Kind = Literal["verbal", "nominal", "copular"]

CLAUSAL = frozenset(
    {"root", "ccomp", "xcomp", "advcl", "acl", "conj", "parataxis", "csubj", "appos", "dep",
     "list", "orphan"}
)  # fmt: skip
_NOT_CLAUSE = frozenset({"amod", "compound", "case", "mark", "fixed", "advmod", "aux", "cop", "cc"})
#: Branches that are clauses of their own: never evidence of the clause they hang on.
SUBCLAUSES = frozenset({"ccomp", "advcl", "parataxis", "csubj", "conj", "acl", "list"})
#: Raising only in the passive: "is said to have fled", against "said that he fled".
_IMPERSONAL = frozenset({"say", "report", "believe", "think", "know", "allege", "mean", "consider", "feel"})
_RELATIVE = frozenset({"which", "who", "that", "whom", "whose"})


@dataclass(slots=True)
class Clause:
    """One predication. ``arguments`` are (role, head word); ``parent`` is the clause it hangs on."""

    head: int
    predicate: int
    kind: Kind
    arguments: list[tuple[Role, int]] = field(default_factory=list)
    parent: int | None = None  #: head of the governing clause
    raised: list[int] = field(default_factory=list)  #: raising verbs above it ("is set to meet")

    def filler(self, *roles: Role) -> int | None:
        """The first argument in one of these roles."""
        return next((word for role, word in self.arguments if role in roles), None)


def find_clauses(tree: Tree) -> list[Clause]:
    """All clauses of a sentence in text order of their heads, arguments included."""
    found: dict[int, Clause] = {}
    for index in _top_down(tree):
        if _is_predicate(tree, index):
            predicate = light_object(tree, index)
            kind: Kind = "verbal" if tree.upos(index) == "VERB" else "copular"
            found[index] = Clause(index, index if predicate is None else predicate, kind)
    _collapse_raising(tree, found)
    for index, clause in found.items():
        clause.parent = _parent(tree, index, found)
    for index in _top_down(tree):
        if index in found:
            _add_arguments(tree, found[index], found)
    taken = {clause.predicate for clause in found.values()}
    for index in range(len(tree)):
        if index not in taken and index not in found and is_event_noun(tree, index):
            nominal = _nominal(tree, index, found)
            if nominal is not None:
                found[index] = nominal
    return [found[index] for index in sorted(found)]


def _top_down(tree: Tree) -> list[int]:
    order, queue = [], [tree.root]
    while queue:
        index = queue.pop(0)
        order.append(index)
        queue.extend(tree.children(index))
    return order


def _is_predicate(tree: Tree, index: int) -> bool:
    relation = tree.rel(index)
    if relation in _NOT_CLAUSE:
        return False
    if tree.upos(index) == "VERB":
        return relation in CLAUSAL and not (relation == "conj" and _conjunct_of_noun(tree, index))
    return tree.child(index, "cop") is not None and tree.child(index, "nsubj", "csubj") is not None


def raising(tree: Tree, index: int) -> str | None:
    """The modality a raising verb or adjective gives ("is set to meet": planned), else None."""
    lemma = tree.lemma(index)
    if lemma in _IMPERSONAL and not is_passive(tree, index):
        return None
    return member("predicates", "raising", lemma)


def _collapse_raising(tree: Tree, found: dict[int, Clause]) -> None:
    """Give "is expected to request" one clause, whose verb is "request"."""
    for index in _top_down(tree):
        inner = tree.child(index, "xcomp")
        chained = inner is not None and tree.upos(inner) in ("VERB", "ADJ", "NOUN")
        if not chained or tree.child(index, "obj") is not None or raising(tree, index) is None:
            continue
        assert inner is not None
        outer = found.pop(index, None)
        if inner not in found:
            kind: Kind = "verbal" if tree.upos(inner) == "VERB" else "copular"
            predicate = light_object(tree, inner)
            found[inner] = Clause(inner, inner if predicate is None else predicate, kind)
        found[inner].raised = [*(outer.raised if outer else []), index]


def _conjunct_of_noun(tree: Tree, index: int) -> bool:
    head = tree.head(index)
    return head is not None and tree.upos(head) in ("NOUN", "ADJ", "PROPN") and (
        tree.child(head, "cop") is None and tree.rel(head) not in CLAUSAL
    )


def _parent(tree: Tree, index: int, found: dict[int, Clause]) -> int | None:
    return next((above for above in tree.ancestors(index) if above in found), None)


def is_event_noun(tree: Tree, index: int) -> bool:
    """Whether a common noun names a happening ("calls for talks" are no calls)."""
    if tree.lemma(index) == "call" and any(
        tree.lower(case) == "for" for n in tree.children(index, "nmod", "acl") for case in tree.children(n, "case")
    ):
        return False
    return tree.upos(index) == "NOUN" and tree.lemma(index) in words("predicates", "events", "nouns")


def light_object(tree: Tree, index: int) -> int | None:
    """The event noun that carries the meaning of "held a call" or "the attack took place"."""
    lemma = tree.lemma(index)
    if lemma in words("predicates", "light", "verbs"):
        noun = tree.child(index, "obj", "nsubj:pass")
        if noun is not None and is_event_noun(tree, noun):
            return noun
    if lemma in words("predicates", "light", "occur"):
        noun = tree.child(index, "nsubj")
        place = tree.child(index, "obj")
        empty = place is None or tree.lemma(place) == "place"
        if noun is not None and is_event_noun(tree, noun) and empty:
            return noun
    return None


# -- arguments -------------------------------------------------------------------------------


def _add_arguments(tree: Tree, clause: Clause, found: dict[int, Clause]) -> None:
    subject = _subject(tree, clause, found)
    light = clause.predicate != clause.head
    if subject is not None and subject[1] != clause.predicate:
        clause.arguments.append(subject)
    if clause.kind == "copular":
        clause.arguments.append(("attribute", clause.head))
        clause.arguments += _obliques(tree, clause.head)
        return
    for child in tree.children(clause.head, "obj", "iobj"):
        if child != clause.predicate and not (light and tree.lemma(child) == "place"):
            role: Role = "recipient" if tree.rel(child) == "iobj" else "patient"
            clause.arguments.append((role, _antecedent(tree, child, clause.head)))
    clause.arguments += _obliques(tree, clause.head)
    if light:
        clause.arguments += _participants(tree, clause.predicate)
    clause.arguments = _unique(clause.arguments)


def _unique(arguments: list[tuple[Role, int]]) -> list[tuple[Role, int]]:
    seen: set[int] = set()
    return [a for a in arguments if not (a[1] in seen or seen.add(a[1]))]  # type: ignore[func-returns-value]


def _subject(tree: Tree, clause: Clause, found: dict[int, Clause]) -> tuple[Role, int] | None:
    """The subject with its role, taken from above where the clause has none of its own."""
    head = clause.head
    own = _own_subject(tree, clause)
    passive = is_passive(tree, head)
    role: Role = "patient" if passive else "agent"
    if own is not None:
        return role, _antecedent(tree, own, clause.raised[0] if clause.raised else head)
    head = clause.raised[0] if clause.raised else head
    relation, governor = tree.deprel(head), tree.head(head)
    if relation == "acl" and governor is not None:
        verb = tree.head(governor)
        loose = tree.rel(governor) in ("obj", "obl", "conj") and after_comma(tree, head)
        if loose and clause.parent is not None and verb is not None:
            shared = found[clause.parent].filler("agent", "patient")  # "hit a port, killing two"
            return None if shared is None else (role, shared)
        return (role, governor) if tree.feat(head, "VerbForm") in ("Part", "Ger") else None
    if relation == "acl:relcl" and governor is not None and tree.child(head, "obj") is not None:
        return role, governor
    bare = relation == "ccomp" and tree.feat(head, "VerbForm") == "Inf"
    if clause.parent is None or not (bare or relation in ("xcomp", "advcl", "conj")):
        return None
    above = found[clause.parent]
    if relation == "xcomp":
        controller = above.filler("patient", "recipient", "agent")
        return None if controller is None else (role, controller)
    if relation == "advcl" and tree.child(head, "mark") is not None and tree.feat(
        head, "VerbForm"
    ) not in ("Inf", "Part", "Ger"):
        return None
    shared = above.filler("agent", "patient")
    return None if shared is None else (role, shared)


def _own_subject(tree: Tree, clause: Clause) -> int | None:
    """A subject of the clause or its raising verbs; a noun before a relative pronoun."""
    verbs = (clause.head, *reversed(clause.raised))
    found = [s for verb in verbs for s in tree.children(verb, "nsubj", "csubj")]
    nouns = [s for s in found if tree.lower(s) not in _RELATIVE]
    return next(iter(nouns or found), None)


def after_comma(tree: Tree, child: int) -> bool:
    """Whether a branch starts right after a comma or dash: loosely joined to its governor."""
    first = tree.subtree(child)[0]
    marks = {first, first - 1} if first else {first}
    return any(tree.form(mark) in (",", "—", "–", ";") for mark in marks)


def is_passive(tree: Tree, head: int) -> bool:
    """Passive by its auxiliary, subject or participle ("missiles supplied by …")."""
    if tree.child(head, "aux:pass", "nsubj:pass") is not None:
        return True
    reduced = tree.rel(head) in ("acl", "advcl") and tree.deprel(head) != "acl:relcl"
    if tree.rel(head) == "conj" and tree.child(head, "nsubj", "aux") is None:
        above = tree.head(head)
        return above is not None and tree.feat(head, "VerbForm") == "Part" and is_passive(tree, above)
    participle = tree.feat(head, "VerbForm") == "Part" and tree.feat(head, "Tense") == "Past"
    return reduced and participle and tree.child(head, "obj", "aux") is None


def _antecedent(tree: Tree, word: int, head: int) -> int:
    """A relative pronoun's noun; any other word itself."""
    relative = tree.upos(word) == "PRON" and tree.lower(word) in _RELATIVE
    if relative and tree.deprel(head) == "acl:relcl" and (noun := tree.head(head)) is not None:
        return noun
    return word


_CASES: dict[str, Role] = {
    "to": "goal", "toward": "goal", "towards": "goal", "into": "goal", "onto": "goal",
    "from": "source", "with": "companion", "alongside": "companion", "for": "purpose",
    "about": "topic", "regarding": "topic", "over": "topic", "concerning": "topic",
    "against": "patient", "by": "agent", "via": "instrument", "using": "instrument",
    "as": "attribute", "because": "cause", "due": "cause", "amid": "other", "after": "other",
    "through": "other", "in": "place", "at": "place", "near": "place", "inside": "place",
    "outside": "place", "across": "place", "off": "place", "on": "other", "of": "other",
    "between": "companion", "among": "companion", "around": "place", "along": "place",
}  # fmt: skip


def _obliques(tree: Tree, head: int) -> list[tuple[Role, int]]:
    found: list[tuple[Role, int]] = []
    passive = is_passive(tree, head)
    for child in tree.children(head, "obl"):
        if tree.deprel(child) == "obl:agent":
            found.append(("agent", child))
            continue
        case = tree.child(child, "case")
        if case is None:
            found.append(("time", child))
            continue
        role = _CASES.get(tree.lower(case), "other")
        if tree.lower(case) == "by":
            role = "agent" if passive else "instrument"
        if role != "other" or tree.upos(child) == "PROPN" or tree.lower(case) == "on":
            found.append((role, child))
    return found


def _nominal(tree: Tree, index: int, found: dict[int, Clause]) -> Clause | None:
    """A clause for an event noun, if the sentence says who or where."""
    arguments = _unique(_participants(tree, index))
    if not arguments:
        return None
    clause = Clause(index, index, "nominal", arguments)
    clause.parent = _parent(tree, index, found)
    return clause


def _participants(tree: Tree, noun: int) -> list[tuple[Role, int]]:
    """Who takes part in a nominal happening: "Russia's strike on a refinery in the region"."""
    found: list[tuple[Role, int]] = []
    lemma = tree.lemma(noun)
    mutual = lemma in words("predicates", "events", "mutual")
    for child in tree.children(noun, "nmod", "amod", "compound"):
        relation = tree.deprel(child)
        case = tree.child(child, "case")
        if relation == "nmod:poss":
            found.append(("agent", child))
        elif relation == "nmod:unmarked" or (relation == "amod" and tree.upos(child) != "PROPN"):
            if relation == "amod" and tree.form(child)[0].isupper():
                found.append(("agent", child))  # "Russian strikes"
        elif relation == "compound":
            if tree.upos(child) == "PROPN":
                found.append(("agent", child))
        elif case is not None:
            found += _nominal_case(tree, child, tree.lower(case), mutual)
    return found


def _nominal_case(tree: Tree, child: int, case: str, mutual: bool) -> list[tuple[Role, int]]:
    if case in ("between", "among"):
        return [("agent", child), *(("companion", c) for c in tree.children(child, "conj"))]  # type: ignore[list-item]
    if case == "of":
        return [("agent" if mutual else "patient", child)]
    if case in ("on", "against"):
        return [("topic" if mutual else "patient", child)]
    if case == "with":
        return [("companion" if mutual else "instrument", child)]
    role = _CASES.get(case, "other")
    return [] if role in ("other", "purpose") else [(role, child)]


# -- evidence --------------------------------------------------------------------------------


def evidence(tree: Tree, clause: Clause, blocked: set[int]) -> list[int]:
    """Words of the clause's own evidence: its subtree without the clauses that hang on it, trimmed
    of conjunctions, marks and punctuation at the edges. ``blocked`` words (attribution cues and
    their sources, heads of other claims' clauses) are left out with all below them."""
    skip = {
        child
        for child in tree.subtree(clause.head)
        if child != clause.head and (child in blocked or _own_clause(tree, child, clause, blocked))
    }
    inside = tree.subtree(clause.head, skip)
    if clause.raised:
        inside = sorted({*inside, *_raising_words(tree, clause, skip)})
    if clause.predicate not in inside:
        inside = sorted({*inside, *tree.subtree(clause.predicate, skip)})
    # A conjunct's left-hand "and" and a subordinator are about the link, not the clause.
    return _trimmed(tree, inside, clause)


def _own_clause(tree: Tree, child: int, clause: Clause, blocked: set[int]) -> bool:
    relation, head = tree.rel(child), tree.head(child)
    if child in clause.raised or head is None:
        return False
    if relation == "ccomp" and head not in blocked and head in (clause.head, *clause.raised):
        return False  # "is weighing whether to go": half a sentence without it
    if tree.upos(head) == "ADJ" and relation == "advcl":
        return False  # "capable of reaching the coast"
    if relation == "conj":
        return tree.upos(child) == "VERB" and head == clause.head
    if relation == "acl":
        return tree.deprel(child) == "acl:relcl" and bool(tree.children(child))
    return relation in SUBCLAUSES and tree.upos(child) in ("VERB", "AUX", "ADJ", "NOUN")


def _raising_words(tree: Tree, clause: Clause, skip: set[int]) -> list[int]:
    found: list[int] = []
    for verb in clause.raised:
        branches = [c for c in tree.children(verb) if tree.rel(c) in ("conj", "parataxis", "ccomp")]
        found += tree.subtree(verb, {*skip, *branches, clause.head})
    return found


_EDGE = frozenset({"punct", "cc", "mark", "discourse"})


def _trimmed(tree: Tree, inside: list[int], clause: Clause) -> list[int]:
    keep = list(inside)
    while len(keep) > 1 and keep[0] != clause.predicate and _loose(tree, keep[0], clause):
        keep.pop(0)
    while len(keep) > 1 and keep[-1] != clause.predicate and tree.rel(keep[-1]) in ("punct", "cc"):
        if tree.lower(keep[-1]) in (")", "]") or tree.form(keep[-1])[-1].isalnum():
            break
        keep.pop()
    return keep


def _loose(tree: Tree, index: int, clause: Clause) -> bool:
    relation = tree.rel(index)
    if relation == "case" and tree.head(index) == clause.head:
        return True
    if relation == "mark" and tree.lower(index) == "to":
        return False
    if relation == "punct":
        return tree.form(index) not in "([$#"
    relative = tree.lower(index) in ("when", "while", "where", "why", "how")
    return relation in _EDGE or (relation == "advmod" and relative)
