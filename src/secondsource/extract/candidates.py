"""Phrases that may mention an entity, with the features that decide whom they denote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from secondsource.extract.nouns import gender_of_name, kinds_of, nouns, polity
from secondsource.extract.printed_names import Run, name_run
from secondsource.names.words import tables
from secondsource.records.reading import EntityKind, MentionForm
from secondsource.syntax import LabelledSpan, Syntax, Tree

KINDS: dict[str, EntityKind] = {
    "person": "person", "place": "place", "organization": "organisation", "object": "product",
    "event": "event", "abstract": "other", "substance": "other", "animal": "other",
    "plant": "other",
}  # fmt: skip
_PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f",
    "herself": "f", "it": "n", "its": "n", "itself": "n", "they": "p", "them": "p", "their": "p",
    "theirs": "p", "themselves": "p", "who": "r", "whom": "r", "whose": "r", "which": "r",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One phrase. ``first``..``last`` are its words, ``start``/``end`` the evidence printed."""

    sentence: int
    first: int
    last: int
    head: int
    form: MentionForm
    kind: EntityKind
    start: int
    end: int
    name: str | None = None
    plural: bool = False
    gender: str | None = None  #: m, f; of pronouns also n, p (they), r (relative)
    definite: bool = False
    indefinite: bool = False  #: has a determiner or number that isn't definite
    roles: frozenset[str] = frozenset()  #: lemmas of the nouns that describe it
    qualifiers: frozenset[str] = frozenset()  #: vice, deputy, prime …
    polities: frozenset[str] = frozenset()  #: ISO codes of the states named beside it
    modifiers: frozenset[str] = frozenset()  #: other lemmas that describe it
    members: int = 0  #: how many are listed, where the phrase is a list


def candidates(syntax: Syntax) -> list[Candidate]:
    """All candidates of a text in text order, longer before shorter."""
    found: dict[tuple[int, int, int], Candidate] = {}
    for span in syntax.spans:
        if span.label in KINDS:
            tree = syntax.trees[span.sentence]
            found[span.sentence, span.first, span.last] = describe(tree, span)
    covered = {(c.sentence, c.head) for c in found.values()}
    for number, tree in enumerate(syntax.trees):
        for span in (*_missed_names(tree, number, covered), *_pronouns(tree, number, covered)):
            found[number, span.first, span.last] = describe(tree, span)
    return sorted(found.values(), key=lambda c: (c.sentence, c.first, -c.last))


def _pronouns(tree: Tree, number: int, covered: set[tuple[int, int]]) -> Iterable[LabelledSpan]:
    for index in range(len(tree)):
        if is_pronoun(tree, index) and (number, index) not in covered:
            yield LabelledSpan(number, index, index, "person", 1.0)


def is_pronoun(tree: Tree, index: int) -> bool:
    """A third-person or relative pronoun that may stand for an entity."""
    if tree.upos(index) != "PRON" or tree.lower(index) not in _PRONOUNS:
        return False
    return tree.rel(index) != "expl"


def _missed_names(tree: Tree, number: int, covered: set[tuple[int, int]]) -> Iterable[LabelledSpan]:
    index = 0
    while index < len(tree):
        last = index
        while last + 1 < len(tree) and tree.upos(index) == tree.upos(last + 1) == "PROPN":
            last += 1
        words = range(index, last + 1)
        if tree.upos(index) == "PROPN" and not any((number, i) in covered for i in words):
            yield LabelledSpan(number, index, last, _guess(tree, index, last), 0.0)
        index = last + 1


def _guess(tree: Tree, first: int, last: int) -> str:
    """A label for a name that the model passed over."""
    words = tree.text[tree.tokens[first].start : tree.tokens[last].end]
    if polity(words):
        return "place"
    lowered = [tree.lower(i).rstrip(".") for i in range(first, last + 1)]
    if any(word in tables().bodies for word in lowered):
        return "organization"
    if lowered[0] in tables().titles or gender_of_name(words):
        return "person"
    return "abstract"


def head_of(tree: Tree, first: int, last: int) -> int:
    """The word of a phrase whose governor lies outside it."""
    for index in range(first, last + 1):
        governor = tree.head(index)
        if (governor is None or not first <= governor <= last) and tree.upos(index) != "PUNCT":
            return index
    return last


def describe(tree: Tree, span: LabelledSpan) -> Candidate:
    """The features of one labelled phrase."""
    head = head_of(tree, span.first, span.last)
    if span.first == span.last and tree.upos(head) == "PRON":
        return _pronoun(tree, span, head)
    members = 1 + len([i for i in tree.children(head, "conj") if i <= span.last])
    kind = KINDS[span.label]
    run = None if members > 1 else name_run(tree, (span.first, span.last), head, kind)
    shown = run or _nominal(tree, span, head, members > 1)
    printed = tree.span(range(shown[0], shown[1] + 1))
    name = tree.text[printed.start : printed.end] if run else None
    roles, qualifiers = _roles(tree, span, head, run)
    polities, modifiers = _around(tree, span, head, run)
    plural = members > 1 or (run is None and tree.feat(head, "Number") == "Plur")
    plural = plural or tree.lemma(head) in {"people", "police"}
    return Candidate(
        sentence=span.sentence, first=span.first, last=span.last, head=head,
        form="name" if run else "nominal", kind=_kind(kind, plural, name),
        start=printed.start, end=printed.end, name=name, plural=plural,
        gender=_gender(tree, name, roles, span), definite=_definite(tree, span, head, run),
        indefinite=run is None and tree.child(head, "det", "nummod") is not None
        and not _definite(tree, span, head, run),
        roles=roles, qualifiers=qualifiers, polities=polities, modifiers=modifiers,
        members=members if members > 1 else 0,
    )  # fmt: skip


def _pronoun(tree: Tree, span: LabelledSpan, head: int) -> Candidate:
    token, word = tree.tokens[head], tree.lower(head)
    gender = _PRONOUNS.get(word)
    if word in {"that", "this"} and tree.feat(head, "PronType") == "Rel":
        gender = "r"
    return Candidate(
        sentence=span.sentence, first=head, last=head, head=head, form="pronoun",
        kind=KINDS[span.label], start=token.start, end=token.end, gender=gender,
        plural=gender == "p",
    )  # fmt: skip


def _kind(kind: EntityKind, plural: bool, name: str | None) -> EntityKind:
    return "group" if kind == "person" and plural and name is None else kind


def _nominal(tree: Tree, span: LabelledSpan, head: int, listed: bool) -> Run:
    """The phrase without relative clauses, appositions and what follows them."""
    if listed:
        return span.first, span.last
    last = head
    for child in tree.children(head):
        if child > head and child <= span.last and tree.rel(child) in {"nmod", "flat", "compound"}:
            if tree.deprel(child) == "nmod:desc" or tree.rel(child) != "nmod":
                last = max(last, child)
            elif tree.child(child, "case") is not None and tree.child(child, "acl") is None:
                last = max(last, min(span.last, max(tree.subtree(child))))
    return span.first, last


def _roles(
    tree: Tree, span: LabelledSpan, head: int, run: Run | None
) -> tuple[frozenset[str], frozenset[str]]:
    """Nouns that describe the entity, and the words that narrow them."""
    outside = [
        i
        for i in range(span.first, span.last + 1)
        if (run is None or not run[0] <= i <= run[1]) and _near(tree, i, head)
    ]
    known = nouns()
    roles = {tree.lemma(i) for i in outside if i == head or kinds_of(tree.lemma(i))}
    roles = {role for role in roles if role not in known.qualifiers} or roles
    narrowed = {tree.lemma(i) for i in outside if tree.lemma(i) in known.qualifiers}
    return frozenset(roles), frozenset(narrowed - roles)


def _near(tree: Tree, index: int, head: int) -> bool:
    """The head, or a title before it, however the parser attached it."""
    node: int | None = index
    while node is not None and node != head:
        if tree.rel(node) not in {"compound", "flat", "amod"} and tree.deprel(node) != "nmod:desc":
            return False
        node = tree.head(node)
    return node == head


def _around(
    tree: Tree, span: LabelledSpan, head: int, run: Run | None
) -> tuple[frozenset[str], frozenset[str]]:
    states, words = set[str](), set[str]()
    for child in tree.children(head, "amod", "compound", "nmod", "flat", "nummod"):
        if not span.first <= child <= span.last or (run and run[0] <= child <= run[1]):
            continue
        inner = [child, *tree.children(child, "compound", "flat", "amod")]
        printed = tree.span(inner)
        state = polity(tree.text[printed.start : printed.end]) or polity(tree.form(child))
        if state:
            states.add(state)
        elif tree.deprel(child) != "nmod:desc":
            words.add(tree.lemma(child))
    if run is not None:
        for index in range(span.first, run[0]):
            state = polity(tree.form(index))
            states |= {state} if state else set()
    return frozenset(states), frozenset(words)


def _gender(tree: Tree, name: str | None, roles: frozenset[str], span: LabelledSpan) -> str | None:
    table = nouns().gender
    found = {table[role] for role in roles if role in table}
    for index in range(span.first, span.last + 1):
        word = tree.lower(index).rstrip(".")
        if word in {"mr", "mrs", "ms", "sir", "lady", "lord", "dame"}:
            found.add(table[word])
    if not found and name:
        given = gender_of_name(name)
        found = {given} if given else found
    return found.pop() if len(found) == 1 else None


def _definite(tree: Tree, span: LabelledSpan, head: int, run: Run | None) -> bool:
    if run is not None:
        return True
    determiner = tree.child(head, "det")
    if determiner is not None:
        return tree.lemma(determiner) in {"the", "this", "that", "these", "those", "both"}
    owner = tree.child(head, "nmod:poss")
    return owner is not None and owner >= span.first
