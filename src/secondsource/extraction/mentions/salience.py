"""What makes a reader think of an entity when a pronoun is read: features and learned weights.

The features are those of the literature (distance, grammatical role, agreement, mentions so far;
Lappin and Leass 1994, Ng and Cardie 2002); ``pronouns.toml`` weighs them, by kind of pronoun.
"""

from __future__ import annotations

import math
import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from secondsource.extraction.mentions.candidates import Candidate
from secondsource.extraction.mentions.groups import Group
from secondsource.syntax import Syntax, Tree

WINDOW = 4  #: sentences back
_SAYING = frozenset(
    {"say", "add", "tell", "announce", "report", "warn", "claim", "deny", "note", "state", "call"}
)
_CLAUSE = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis", "root", "conj"})
_RELATIONS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root", "compound"})


@cache
def weights() -> dict[str, dict[str, float]]:
    """Weight of each feature, by class of pronoun: ``he``, ``it``, ``they``."""
    text = files(__package__).joinpath("pronouns.toml").read_text(encoding="utf-8")
    raw: dict[str, dict[str, float]] = tomllib.loads(text)
    return raw


def pronoun_class(candidate: Candidate) -> str:
    """Which set of weights a pronoun takes."""
    return {"n": "it", "p": "they"}.get(candidate.gender or "", "he")


def score(features: dict[str, float], kind: str) -> float:
    """Weighted sum."""
    table = weights()[kind]
    return sum(table.get(name, 0.0) * value for name, value in features.items())


def nothing(syntax: Syntax, pronoun: Candidate) -> dict[str, float]:
    """Features of the reading on which the pronoun stands for no entity of the report."""
    tree = syntax.trees[pronoun.sentence]
    governor = tree.head(pronoun.head)
    clausal = governor is not None and tree.child(governor, "csubj", "ccomp", "advcl") is not None
    adjective = governor is not None and tree.upos(governor) == "ADJ"
    return {
        "nothing": 1.0,
        "nothing clausal": float(clausal),
        "nothing adjective": float(adjective),
        "nothing subject": float(tree.rel(pronoun.head) == "nsubj"),
        "nothing first": float(pronoun.sentence == 0),
        "nothing quoted": float(quoted(syntax, pronoun.start)),
        "nothing owner": float(tree.deprel(pronoun.head) == "nmod:poss"),
    }


def features(
    syntax: Syntax, pronoun: Candidate, found: Sequence[Candidate], group: Group, closer: int
) -> dict[str, float]:
    """Features of an entity as antecedent; ``closer`` fitting ones were mentioned after it."""
    last = found[group.candidates[-1]]
    gap = pronoun.sentence - last.sentence
    together = [found[i] for i in group.candidates if found[i].sentence == last.sentence]
    recent = sum(1 for i in group.candidates if pronoun.sentence - found[i].sentence <= WINDOW)
    tree, other = syntax.trees[pronoun.sentence], syntax.trees[last.sentence]
    leading = min(together, key=lambda mention: _rank(other, mention))
    relation = other.rel(leading.head)
    named = {
        f"gap {min(gap, WINDOW)}",
        f"kind {group.kind}",
        f"form {last.form}",
        f"relation {relation if relation in _RELATIONS else 'other'}",
        f"{_part(tree, pronoun)} kind {group.kind}",
        *_same_sentence(tree, pronoun, leading, gap),
        *_agreement(pronoun, found, group),
        *_parallel(tree, pronoun, other, leading),
        *_setting(syntax, pronoun, last),
    }
    values = dict.fromkeys(named, 1.0)
    values["closer"] = math.log1p(closer)
    values["recent"] = math.log1p(recent)
    values["mentions"] = math.log1p(len(group.candidates))
    values["depth"] = float(depth(other, leading))
    return values


def _part(tree: Tree, pronoun: Candidate) -> str:
    """What the pronoun does in its clause."""
    if tree.deprel(pronoun.head) == "nmod:poss":
        return "owner"
    governor = tree.head(pronoun.head)
    subject = tree.rel(pronoun.head) == "nsubj"
    if subject and governor is not None and tree.lemma(governor) in _SAYING:
        return "says"
    if subject and governor is not None and tree.upos(governor) == "VERB":
        return "acts"
    return "subject" if subject else "object"


def _same_sentence(tree: Tree, pronoun: Candidate, last: Candidate, gap: int) -> Iterator[str]:
    subject = tree.rel(pronoun.head) == "nsubj"
    if gap:
        if gap == 1 and subject and last.first <= 2:
            yield "opens the sentence before"
        return
    if any(tree.child(node, "nsubj") == last.head for node in tree.ancestors(pronoun.head)):
        yield "subject above"
    if tree.deprel(pronoun.head) == "nmod:poss":
        yield "owner here"


def _rank(tree: Tree, mention: Candidate) -> tuple[int, int]:
    """Subjects first, main clauses before others."""
    order = ("nsubj", "obj", "iobj", "obl", "nmod")
    relation = tree.rel(mention.head)
    return order.index(relation) if relation in order else len(order), depth(tree, mention)


def _parallel(tree: Tree, pronoun: Candidate, other: Tree, leading: Candidate) -> Iterator[str]:
    if tree.rel(pronoun.head) == "nsubj" == other.rel(leading.head):
        yield "both subjects"


def _agreement(pronoun: Candidate, found: Sequence[Candidate], group: Group) -> Iterator[str]:
    last = found[group.candidates[-1]]
    if group.names:
        yield "named"
    if pronoun.gender in {"m", "f"} and group.gender == pronoun.gender:
        yield "gender"
    if pronoun.gender == "p":
        yield "plural" if group.plural else "singular"
    if any(
        found[i].form == "pronoun" and found[i].gender == pronoun.gender for i in group.candidates
    ):
        yield "said so before"
    if last.form == "pronoun" and last.gender == pronoun.gender:
        yield "said so last"
    if last.indefinite:
        yield "indefinite"


def _setting(syntax: Syntax, pronoun: Candidate, last: Candidate) -> Iterator[str]:
    if quoted(syntax, pronoun.start) != quoted(syntax, last.start):
        yield "across quotation marks"
    if "\n" in syntax.text[last.end : pronoun.start].strip("\n"):
        yield "other paragraph"


def depth(tree: Tree, mention: Candidate) -> int:
    """Clauses and phrases above a mention in its sentence."""
    return sum(1 for node in tree.ancestors(mention.head) if tree.rel(node) in _CLAUSE | {"nmod"})


def is_speaker(syntax: Syntax, pronoun: Candidate, mention: Candidate) -> bool:
    """Inside quotation marks the third person is somebody other than who speaks."""
    tree = syntax.trees[mention.sentence]
    if pronoun.sentence - mention.sentence > 1 or tree.rel(mention.head) != "nsubj":
        return False
    if not quoted(syntax, pronoun.start) or quoted(syntax, mention.start):
        return False
    governor = tree.head(mention.head)
    if governor is None:
        return False
    says = tree.child(governor, "ccomp", "parataxis") is not None
    return says or tree.rel(governor) == "parataxis"


def quoted(syntax: Syntax, position: int) -> bool:
    """Is this character between double quotation marks of its paragraph?"""
    before = bisect_left(_marks(syntax.text), position)
    start = syntax.text.rfind("\n", 0, position) + 1
    return (before - bisect_left(_marks(syntax.text), start)) % 2 == 1


@lru_cache(maxsize=8)
def _marks(text: str) -> tuple[int, ...]:
    """Positions of double quotation marks."""
    return tuple(match.start() for match in re.finditer('["“”„]', text))
