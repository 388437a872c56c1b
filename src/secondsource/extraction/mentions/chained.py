"""What the encoder's chains say of a phrase that the rules left alone.

The chains know talk and texts of every kind; the rules know names, offices and countries. So a
chain never joins two names, and a pair that disagrees in kind, number or gender stays apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from secondsource.encoder.mentions import head_of
from secondsource.extraction.mentions.candidates import Candidate
from secondsource.extraction.wordlists.nouns import nouns
from secondsource.names.called import may_be_called
from secondsource.records.reading import EntityKind
from secondsource.syntax import Syntax

Place = tuple[int, int]  #: sentence and head word
Links = Mapping[Place, tuple[Place, float]]
SURE = {"pronoun": 0.7, "nominal": 0.8}  #: probability from which a link is followed
_INDEFINITE = frozenset({"a", "an", "another", "some", "any", "no", "every", "each"})


class Group(Protocol):
    """An entity in the making, as far as the vetoes ask."""

    kind: EntityKind
    names: list[str]
    polities: set[str]
    qualifiers: set[str]
    roles: set[str]
    gender: str | None
    plural: bool
    members: int


def links_of(syntax: Syntax) -> Links:
    """Links by head word, with their probability; of two mentions with one head the longer
    counts."""
    found: dict[Place, tuple[Place, float]] = {}
    widths: dict[Place, int] = {}
    for link in syntax.links or ():
        sentence, first, last = link.mention
        mention = _headed(syntax, link.mention)
        if last - first >= widths.get(mention, -1):
            widths[mention] = last - first
            found[mention] = _headed(syntax, link.antecedent), link.score
    return found


def _headed(syntax: Syntax, place: tuple[int, int, int]) -> Place:
    sentence, first, last = place
    return sentence, head_of(syntax.trees[sentence], first, last)


def may_join(syntax: Syntax, candidate: Candidate, group: Group, score: float) -> bool:
    """Whether a link is sure enough and nothing speaks against it."""
    if score < SURE.get(candidate.form, 1.1):
        return False
    if candidate.name or candidate.members or group.members or candidate.gender == "r":
        return False
    if candidate.form == "pronoun":
        return _pronoun_fits(candidate, group)
    tree = syntax.trees[candidate.sentence]
    if candidate.indefinite or tree.lower(candidate.first) in _INDEFINITE:
        return False
    if candidate.plural != group.plural or _is_another_body(candidate, group):
        return False
    if candidate.gender and group.gender and candidate.gender != group.gender:
        return False
    if candidate.polities and group.polities and not candidate.polities & group.polities:
        return False
    return candidate.qualifiers == group.qualifiers or not group.qualifiers


def _is_another_body(candidate: Candidate, group: Group) -> bool:
    """ "the union" and "the board", neither with a name: two nouns for two bodies, unless one is a
    word for bodies of every kind ("the company"). Nor is "the union" the Education Ministry."""
    bodies = nouns().kinds["organisation"]
    named = {word.lower() for name in group.names for word in name.split()}
    ours, theirs = candidate.roles & bodies, (group.roles | named) & bodies
    if not ours or not theirs or ours & theirs:
        return False
    if group.names:
        return not any(may_be_called(role, theirs | named) for role in ours)
    table = nouns()
    general = any(role in table.hypernyms for role in (*ours, *theirs))
    also = any(other in table.also.get(role, ()) for role in ours for other in theirs)
    return not general and not also


def _pronoun_fits(candidate: Candidate, group: Group) -> bool:
    if candidate.kind == "event":
        return group.kind in {"event", "other"}  # "it was the ninth exchange"
    if candidate.gender in {"m", "f"}:
        clash = group.gender in {"m", "f"} and group.gender != candidate.gender
        return not clash and group.kind in {"person", "other"} and not group.plural
    if candidate.gender == "n":
        return group.kind not in {"person", "group"} and group.gender is None and not group.plural
    return group.plural or group.kind in {"organisation", "group", "place", "other"}
