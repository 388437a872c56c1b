"""Whom he, she, it, they and who stand for.

Agreement in number, gender and animacy filters; binding forbids co-arguments; the rest is ranked
by distance, grammatical role and how often the entity was mentioned (Lappin and Leass 1994).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from secondsource.extract.candidates import Candidate
from secondsource.syntax import Syntax, Tree

if TYPE_CHECKING:
    from secondsource.extract.coreference import Group

_WINDOW = 3  #: sentences back
_ROLE_WEIGHT = {"nsubj": 1.0, "obj": 0.45, "iobj": 0.45, "nmod": 0.2, "obl": 0.3, "conj": 0.3}
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
_THINGS = frozenset({"organisation", "place", "product", "event", "other"})
_CLAUSE = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "root", "conj"})


def find_antecedent(
    syntax: Syntax, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    """The entity a pronoun stands for, or None where nothing fits."""
    tree = syntax.trees[pronoun.sentence]
    if pronoun.gender is None:
        return None
    if pronoun.gender == "r":
        return _relative(tree, pronoun, found, groups)
    if tree.lower(pronoun.head) in _REFLEXIVES:
        return _reflexive(tree, pronoun, found, groups)
    ranked = [
        (weight, -order, group)
        for order, group in enumerate(groups)
        if _agrees(pronoun, group)
        and (weight := _weight(syntax, pronoun, found, group)) is not None
    ]
    return max(ranked, key=lambda item: item[:2])[2] if ranked else None


def _agrees(pronoun: Candidate, group: Group) -> bool:
    if pronoun.gender in {"m", "f"}:
        return (
            group.kind == "person" and not group.plural and group.gender in {None, pronoun.gender}
        )
    if pronoun.gender == "n":
        return group.kind in _THINGS and not group.plural
    return group.plural or group.kind in {"group", "organisation"}


def _weight(
    syntax: Syntax, pronoun: Candidate, found: Sequence[Candidate], group: Group
) -> float | None:
    """How readily a reader thinks of this entity, None where it is barred."""
    tree = syntax.trees[pronoun.sentence]
    if any(_bound(tree, pronoun, found[i]) for i in group.candidates):
        return None
    total, last = 0.0, None
    for index in group.candidates:
        mention = found[index]
        gap = pronoun.sentence - mention.sentence
        if gap > _WINDOW or _inside(mention, pronoun) or _is_speaker(syntax, pronoun, mention):
            continue
        total += _prominence(syntax.trees[mention.sentence], mention) * 0.45**gap
        last = mention
    if last is None:
        return None
    return total + (0.15 if group.names else 0.0) + _parallel(tree, pronoun, syntax, last)


def _prominence(tree: Tree, mention: Candidate) -> float:
    weight = _ROLE_WEIGHT.get(tree.rel(mention.head), 0.2)
    depth = sum(1 for node in tree.ancestors(mention.head) if tree.rel(node) in _CLAUSE)
    return weight * 0.85 ** max(0, depth - 1)


def _parallel(tree: Tree, pronoun: Candidate, syntax: Syntax, last: Candidate) -> float:
    other = syntax.trees[last.sentence]
    return 0.2 if tree.rel(pronoun.head) == other.rel(last.head) == "nsubj" else 0.0


def _inside(outer: Candidate, inner: Candidate) -> bool:
    """ "His" inside "his wife" is not the wife."""
    return (
        outer.sentence == inner.sentence and outer.first <= inner.first and inner.last <= outer.last
    )


def _bound(tree: Tree, pronoun: Candidate, mention: Candidate) -> bool:
    """Binding: a plain pronoun isn't another argument of its own verb."""
    if mention.sentence != pronoun.sentence or tree.rel(pronoun.head) == "nmod":
        return False
    governor = tree.head(pronoun.head)
    if governor is None:
        return False
    other = tree.head(mention.head)
    arguments = {"nsubj", "obj", "iobj", "obl"}
    return other == governor and {tree.rel(pronoun.head), tree.rel(mention.head)} <= arguments


def _reflexive(
    tree: Tree, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    node = tree.head(pronoun.head)
    while node is not None:
        subject = tree.child(node, "nsubj")
        group = _group_headed(subject, pronoun.sentence, found, groups)
        if group is not None and subject is not None and subject < pronoun.head:
            return group
        node = tree.head(node)
    return None


def _relative(
    tree: Tree, pronoun: Candidate, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    for node in tree.ancestors(pronoun.head):
        if tree.deprel(node) == "acl:relcl":
            return _group_headed(tree.head(node), pronoun.sentence, found, groups)
    return None


def _group_headed(
    head: int | None, sentence: int, found: Sequence[Candidate], groups: Sequence[Group]
) -> Group | None:
    if head is None:
        return None
    for group in groups:
        for index in reversed(group.candidates):
            if found[index].sentence < sentence:
                break
            if found[index].head == head:
                return group
    return None


def _is_speaker(syntax: Syntax, pronoun: Candidate, mention: Candidate) -> bool:
    """Inside quotation marks the third person is somebody other than who speaks."""
    inside = _quoted(syntax, pronoun.start)
    if not inside or _quoted(syntax, mention.start):
        return False
    tree = syntax.trees[mention.sentence]
    if pronoun.sentence - mention.sentence > 1 or tree.rel(mention.head) != "nsubj":
        return False
    governor = tree.head(mention.head)
    return governor is not None and _speaks(tree, governor, pronoun, mention)


def _speaks(tree: Tree, verb: int, pronoun: Candidate, mention: Candidate) -> bool:
    if tree.child(verb, "ccomp", "parataxis") is None and tree.rel(verb) != "parataxis":
        return False
    return (
        pronoun.sentence == mention.sentence or tree.child(verb, "ccomp", "parataxis") is not None
    )


def _quoted(syntax: Syntax, position: int) -> bool:
    """Is this character between double quotation marks of its paragraph?"""
    return sum(1 for _ in _marks(syntax.text, position)) % 2 == 1


def _marks(text: str, position: int) -> Iterator[int]:
    start = text.rfind("\n", 0, position) + 1
    for index in range(start, position):
        if text[index] in '"“”„':
            yield index
