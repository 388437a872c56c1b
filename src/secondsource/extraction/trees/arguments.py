"""Who takes part in a predication, and how: roles from relations, cases and control."""

from __future__ import annotations

from collections.abc import Iterable

from secondsource.extraction.trees.obliques import Roles, light_obliques, obliques, participants
from secondsource.extraction.trees.phrases import after_comma, is_headline, is_participle
from secondsource.extraction.trees.predication import (
    Clause,
    called_on,
    complement,
    idiom,
    is_passive,
    link,
    sibling_subject,
)
from secondsource.extraction.wordlists.words import words
from secondsource.records.reading import Role
from secondsource.syntax import Tree

RELATIVE = frozenset({"which", "who", "that", "whom", "whose"})
#: What opens a relative clause whose noun is no object of it, or is one in its own right.
_LINKED = RELATIVE | {"where", "when", "why", "how", "what", "while", "as"}
_COPULAR = frozenset({"become", "test"})  #: "tested positive"
_DEDUCTING = frozenset({"deduct", "dock", "withhold", "withdraw", "strip"})
_GIVING = frozenset({"give", "grant"})  #: "gave the firm a week to pay": a recipient
#: Nouns that tell where, how or why in "the way they voted".
_MANNER = frozenset({"way", "reason", "place", "manner", "extent", "point", "speed", "rate"})


def add_arguments(tree: Tree, clause: Clause, found: dict[int, Clause]) -> None:
    """Fill in a verbal or copular clause; the clauses above it must have theirs already."""
    light = clause.predicate != clause.head
    roles = [pair for pair in _subjects(tree, clause, found) if pair[1] != clause.predicate]
    if clause.kind == "copular":
        roles.append(("attribute", clause.head))
        clause.arguments = unique([*roles, *obliques(tree, clause.head)])
        return
    roles += [*_objects(tree, clause), *_shared_object(tree, clause), *_gap(tree, clause)]
    beside = light_obliques(tree, clause) if light else obliques(tree, clause.head)
    # "the disaster in which 31 drowned"
    roles += [(role, antecedent(tree, word, clause.top)) for role, word in beside]
    if light:
        roles += participants(tree, clause.predicate)
    clause.arguments = unique(roles)


def unique(arguments: Iterable[tuple[Role, int]]) -> Roles:
    """Every word once, in its first role."""
    seen: dict[int, Role] = {}
    for role, word in arguments:
        seen.setdefault(word, role)
    return [(role, word) for word, role in seen.items()]


def _objects(tree: Tree, clause: Clause) -> Roles:
    found: Roles = []
    children = tree.children(clause.head, "obj", "iobj")
    plain = [child for child in children if tree.rel(child) == "obj"]
    for child in children:
        if child == clause.predicate:
            continue
        if idiom(tree, clause.head) == child:
            continue
        if _is_time(tree, child, clause.head):
            continue
        nominal = tree.upos(child) in ("NOUN", "PROPN", "PRON")
        first_of_two = len(plain) > 1 and child == plain[0] and nominal
        given = (tree.rel(child) == "iobj" and not _is_told(tree, clause.head)) or first_of_two
        found.append(("recipient" if given else "patient", antecedent(tree, child, clause.head)))
    if children or is_passive(tree, clause.head) or tree.lemma(clause.head) in _COPULAR:
        found += [("attribute", child) for child in _predicatives(tree, clause)]
    return found


def _shared_object(tree: Tree, clause: Clause) -> Roles:
    """ "shot and wounded a man": the man is wounded as well, on whichever verb the parser hung
    him."""
    head, first = clause.head, tree.head(clause.head)
    if first is None or tree.rel(head) != "conj" or tree.upos(first) != "VERB":
        return []
    if tree.child(head, "obj", "nsubj", "obl", "xcomp", "ccomp", "compound:prt") is not None:
        return []
    joined = head == first + 2 and tree.child(head, "cc") == first + 1
    if not joined or is_passive(tree, head):
        return []
    return [("patient", thing) for thing in tree.children(first, "obj") if thing > head]


def _is_time(tree: Tree, word: int, head: int) -> bool:
    """ "the first time that they had met": nobody met the time."""
    noun = antecedent(tree, word, head)
    return noun != word and tree.lemma(noun) in words("predicates", "spans", "nouns")


def _gap(tree: Tree, clause: Clause) -> Roles:
    """ "the workers it dismissed": the noun is the object of a relative clause without pronoun."""
    noun, head = tree.head(clause.top), clause.head
    if noun is None or tree.deprel(clause.top) != "acl:relcl" or tree.upos(noun) == "PRON":
        return []
    if (
        clause.kind != "verbal"
        or is_passive(tree, head)
        or tree.lemma(noun) in words("predicates", "spans", "nouns")
    ):
        return []
    first = next((w for w in tree.subtree(clause.top) if w > noun), noun)
    beside = noun < first and all(tree.upos(w) != "PUNCT" for w in (first, first - 1))
    own = beside and tree.child(head, "obj", "ccomp", "xcomp", "csubj", "expl") is None
    inside = [w for verb in (head, *clause.raised) for w in tree.children(verb)]
    subject = any(tree.rel(w) == "nsubj" and tree.lower(w) not in RELATIVE for w in inside)
    linked = any(tree.lower(w) in _LINKED for v in inside for w in tree.subtree(v) if w < head)
    stranded = tree.upos(tree.subtree(head)[-1]) == "ADP"
    vague = tree.lemma(noun) in _MANNER | words("predicates", "spans", "nouns")
    gap = own and subject and not linked and not stranded and not vague
    return [("patient", counted(tree, noun))] if gap else []


def _predicatives(tree: Tree, clause: Clause) -> list[int]:
    """What the object is made or called: "left the question open"."""
    states = (c for c in tree.children(clause.head, "xcomp") if tree.upos(c) in ("ADJ", "NOUN"))
    return [c for c in states if all(tree.lower(m) != "to" for m in tree.children(c, "mark"))]


def _is_told(tree: Tree, verb: int) -> bool:
    """ "persuaded the man to open": the one object of such a verb is its patient."""
    lemma, alone = tree.lemma(verb), tree.child(verb, "obj") is None
    promises = lemma in words("predicates", "subject_control", "lemmas") or lemma in _GIVING
    return alone and not promises and complement(tree, verb) is not None


def _is_given(tree: Tree, verb: int) -> bool:
    """ "were promised housing": the object is what they are promised."""
    gives = tree.lemma(verb) in words("predicates", "recipient", "passive")
    things = [w for w in tree.children(verb, "obj") if tree.upos(w) in ("NOUN", "PROPN", "PRON")]
    return gives and bool(things)


# -- subjects --------------------------------------------------------------------------------


def _subjects(tree: Tree, clause: Clause, found: dict[int, Clause]) -> Roles:
    """The subjects with their role, taken from above where the clause has none of its own."""
    role: Role = "patient" if is_passive(tree, clause.head) else "agent"
    if role == "patient" and _is_given(tree, clause.head):
        role = "recipient"
    own = _own_subjects(tree, clause)
    if own:
        return [(role, antecedent(tree, word, clause.top)) for word in own]
    shared = _shared_subject(tree, clause, found)
    return [] if shared is None else [(role, shared)]


def _own_subjects(tree: Tree, clause: Clause) -> list[int]:
    """Subjects of the clause or its raising verbs; a noun before a relative pronoun."""
    verbs = (clause.head, *reversed(clause.raised))
    found = [s for verb in verbs for s in tree.children(verb, "nsubj", "csubj")]
    nouns = [s for s in found if tree.lower(s) not in RELATIVE] or found
    return nouns[:1]


def _shared_subject(tree: Tree, clause: Clause, found: dict[int, Clause]) -> int | None:
    head = clause.top
    relation, governor = link(tree, head), tree.head(head)
    if governor is None:
        return None
    if relation == "acl":
        return _noun_above(tree, clause, found)
    if relation == "acl:relcl":
        return governor if tree.child(head, "obj") is not None else None
    if tree.lemma(governor) in words("predicates", "tough", "lemmas") and relation != "conj":
        return None  # "hard to reach": whoever would reach it
    return _subject_above(tree, clause, found, relation)


def _subject_above(
    tree: Tree, clause: Clause, found: dict[int, Clause], relation: str
) -> int | None:
    """The subject that a clause takes from the one it hangs on."""
    head, governor = clause.top, tree.head(clause.top)
    assert governor is not None
    nonfinite = tree.feat(head, "VerbForm") == "Inf" or is_participle(tree, head)
    nonfinite = nonfinite or any(
        tree.lower(aux) in ("having", "being") for aux in tree.children(head, "aux")
    )
    bare = relation == "ccomp" and nonfinite
    if clause.parent is None or not (bare or relation in ("xcomp", "advcl", "conj")):
        return None
    above = found[clause.parent]
    if relation == "xcomp":
        return _controller(tree, governor, above)
    seen = tree.child(governor, "obj", "iobj") if bare else None
    if seen is not None and seen < head:
        return antecedent(tree, seen, governor)  # "showed him taking cash"
    asked = called_on(tree, governor) if relation == "advcl" else None
    if asked is not None and not tree.child(head, "nsubj"):
        return asked
    if relation == "conj" and (nearer := sibling_subject(tree, head)) is not None:
        return antecedent(tree, nearer, governor)
    if relation == "advcl" and tree.child(head, "mark") is not None and not nonfinite:
        return None
    if tree.rel(above.predicate) == "nsubj" and tree.head(above.predicate) == above.head:
        return above.predicate  # "the siege began and lasted"
    return _blamed(tree, head, above) or _brought_about(tree, head, above)


def _brought_about(tree: Tree, head: int, above: Clause) -> int | None:
    """ "was rammed by a trawler, injuring three": what the trawler did, behind a passive."""
    doing = is_participle(tree, head) and tree.lower(head).endswith("ing")
    doer = tree.child(above.head, "obl:agent") if doing and after_comma(tree, head) else None
    if doer is not None and doer < head:
        return doer
    return above.filler("agent", "patient", "recipient")


def _blamed(tree: Tree, head: int, above: Clause) -> int | None:
    """Whose deed it is in "accused the firm of hiding", "jailed him for taking"."""
    marks = {tree.lower(mark) for mark in tree.children(head, "mark", "case")}
    verb = tree.lemma(above.head)
    blamed = marks & {"of", "for", "from"} and verb in words(
        "predicates", "object_control", "lemmas"
    )
    if verb in _DEDUCTING and "for" in marks and above.filler("source") is not None:
        return above.filler("source")  # "deducted six points from Tarn for fielding him"
    if verb in _GIVING and "to" in marks and len(tree.children(above.head, "obj")) > 1:
        return above.filler("recipient")  # "gave the school three weeks to improve"
    found = any(tree.lemma(state) == "guilty" for state in tree.children(above.head, "xcomp"))
    rest = (mark for mark in ("with", "on") if mark in marks)
    if (
        blamed
        or (found and "of" in marks)
        or any(verb in words("predicates", "object_control", mark) for mark in rest)
    ):
        return above.filler("patient", "recipient")
    return None


def _noun_above(tree: Tree, clause: Clause, found: dict[int, Clause]) -> int | None:
    """The subject of an adnominal participle: its noun, or the subject of the whole where a comma
    parts them ("hit a port, killing two")."""
    head, governor = clause.top, tree.head(clause.top)
    assert governor is not None
    active = not is_passive(tree, head)
    loose = active and tree.rel(governor) in ("obj", "obl", "conj") and after_comma(tree, head)
    marked = any(tree.lower(mark) != "that" for mark in tree.children(head, "mark"))
    if _is_infinitive(tree, head) and not is_headline(tree, head):
        parent = None if clause.parent is None else found[clause.parent]
        return _noun_doer(tree, head, governor, parent)
    if (loose or marked) and clause.parent is not None:
        above = found[clause.parent]
        return _blamed(tree, head, above) or _brought_about(tree, head, above)
    finite = tree.feat(head, "VerbForm") == "Fin"
    headline = is_headline(tree, head)
    return counted(tree, governor) if finite or headline or is_participle(tree, head) else None


def _is_infinitive(tree: Tree, head: int) -> bool:
    return any(tree.lower(mark) == "to" for mark in tree.children(head, "mark"))


def _noun_doer(tree: Tree, head: int, noun: int, above: Clause | None) -> int | None:
    """Who would do what a noun plans, refuses or asks for: "Serra's decision to withdraw",
    "pressure on the junta to go", "defied an order to leave", "gave her the right to appeal"."""
    asks = tree.lemma(noun) in words("predicates", "addressed", "nouns")
    before = [child for child in tree.children(noun, "nmod") if child < head]
    for child in before:
        case = next((tree.lower(c) for c in tree.children(child, "case")), "")
        brought = ("on", "upon", "to", "for") if asks else ("of", "by", "'s", "’s", "'", "’")
        named = tree.upos(child) in ("NOUN", "PROPN") and tree.lemma(noun) not in _MANNER
        if case in brought and named:
            return child
    if above is None:
        return None
    opposed = ("against", "over", "about", "at")
    if tree.rel(noun) == "obl" and any(
        tree.lower(c) in opposed for c in tree.children(noun, "case")
    ):
        return None  # "protested against plans to raise fees"
    given = above.filler("recipient") if tree.rel(noun) == "obj" else None
    doer = above.filler("agent", "patient", "recipient") if given is None else given
    if doer == noun or (asks and tree.rel(noun) == "nsubj"):
        return None
    verb = tree.head(noun)
    heeded = verb is not None and tree.lemma(verb) in words("predicates", "addressed", "heeding")
    own = asks and tree.rel(noun) == "obj" and not heeded
    return None if own else doer


def _controller(tree: Tree, governor: int, above: Clause) -> int | None:
    """Who is to do it: the one told ("ordered the ministry to release"), else the subject."""
    told = tree.child(governor, "obj", "iobj")
    told = called_on(tree, governor) if told is None else told
    promises = tree.lemma(governor) in words("predicates", "subject_control", "lemmas")
    if told is not None and not promises and told != above.predicate:
        return told
    return above.filler("agent", "patient", "recipient")


def antecedent(tree: Tree, word: int, head: int) -> int:
    """A relative pronoun's noun; any other word itself."""
    relative = tree.upos(word) == "PRON" and tree.lower(word) in RELATIVE
    noun = tree.head(head)
    if not relative or tree.deprel(head) != "acl:relcl" or noun is None:
        return word
    return counted(tree, noun)


def counted(tree: Tree, noun: int) -> int:
    """ "Hundreds of families who fled": the hundreds, for a noun that is only counted."""
    above = tree.head(noun)
    if above is None or tree.rel(noun) != "nmod":
        return noun
    return above if tree.lemma(above) in words("predicates", "counting", "nouns") else noun
