"""Entities of a report, each with all its mentions: names, descriptions and pronouns.

Phrases come from the encoder's labelled spans and from runs of proper nouns it passed over
(``candidates``); ``coreference`` groups them; here the groups worth tracking become entities.
"""

from __future__ import annotations

from collections.abc import Sequence

from secondsource.extraction.mentions.candidates import Candidate, candidates
from secondsource.extraction.mentions.coreference import link
from secondsource.extraction.mentions.lands import with_lands
from secondsource.extraction.wordlists.nouns import kinds_of, nouns
from secondsource.names import country_named, country_with_capital
from secondsource.records.reading import Entity, EntityKind, Mention, Span
from secondsource.syntax import Syntax

_ARTICLES = ("the ", "a ", "an ", "its ", "his ", "her ", "their ", "this ", "these ", "those ")
_TRACKED: frozenset[EntityKind] = frozenset({"person", "organisation", "place", "group"})
_FIRMS = frozenset(
    {"AG", "Inc", "Ltd", "PLC", "Plc", "Corp", "GmbH", "LLC", "SpA", "NV", "SE", "SA", "ASA", "Oyj"}
)
_VAGUE: frozenset[EntityKind] = frozenset({"other", "event", "product"})
_FIRST_PERSON = frozenset(
    {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
)


def find_entities(syntax: Syntax, published: str | None = None) -> tuple[Entity, ...]:
    """People, bodies, places, groups, products and named events with their mentions.

    Ids are ``e1``, ``e2`` … in order of first mention. ``I`` and ``we`` are left to whoever knows
    the speaker: see :func:`first_person`. ``published``, an ISO date, dates the table of offices.
    """
    found = with_lands(syntax, candidates(syntax))
    kept = [
        members
        for indices in link(syntax, found, published)
        if _worth_tracking(members := [found[index] for index in indices])
    ]
    kept.sort(key=lambda members: min((m.start, -m.end) for m in members))
    return tuple(
        _entity(f"e{number}", members, syntax.text) for number, members in enumerate(kept, 1)
    )


def first_person(syntax: Syntax) -> tuple[Span, ...]:
    """``I``, ``my``, ``we`` … in text order: mentions of whoever is being quoted there."""
    return tuple(
        Span(start=tree.tokens[index].start, end=tree.tokens[index].end)
        for tree in syntax.trees
        for index in range(len(tree))
        if tree.upos(index) == "PRON" and tree.lower(index) in _FIRST_PERSON
    )


def _worth_tracking(members: Sequence[Candidate]) -> bool:
    if any(member.name for member in members):
        return True
    phrases = [member for member in members if member.form == "nominal"]
    if not phrases:
        return False
    if all(member.members for member in phrases):
        return len(members) > 1
    first = phrases[0]
    if first.kind == "product":
        return any(member.roles & nouns().kinds["product"] for member in phrases)
    return first.kind in _TRACKED


def _entity(name: str, members: Sequence[Candidate], text: str) -> Entity:
    mentions = {
        (member.start, member.end): Mention(start=member.start, end=member.end, form=member.form)
        for member in members
    }
    return Entity(
        id=name,
        name=_best_name(members, text),
        kind=_kind(members),
        mentions=tuple(mentions[key] for key in sorted(mentions)),
    )


def _best_name(members: Sequence[Candidate], text: str) -> str:
    """The fullest name printed; without one, the first description without its article."""
    printed = [member.name for member in members if member.name]
    if printed:
        counts = {name: printed.count(name) for name in printed}
        return max(counts, key=lambda name: (len(name.split()), counts[name], -printed.index(name)))
    phrase = next((m for m in members if m.form == "nominal"), members[0])
    words = " ".join(text[phrase.start : phrase.end].split())
    for article in _ARTICLES:
        if words.lower().startswith(article):
            return words[len(article) :]
    return words


def _is_firm(name: str) -> bool:
    """ "Perrin SA", "Volkner Inc.": by the letters of its form."""
    first, *rest = name.split()
    return bool(rest) and rest[-1].rstrip(".") in _FIRMS


def _kind(members: Sequence[Candidate]) -> EntityKind:
    """A vote: what a describing noun says counts most, a guess or a pronoun least."""
    if any(member.name and country_named(member.name) for member in members):
        return "place"
    if any(member.name and _is_firm(member.name) for member in members):
        return "organisation"
    votes: dict[EntityKind, float] = {}
    for member in members:
        weight = 0.1 if member.form == "pronoun" else 1.0 if member.labelled else 0.2
        if member.form == "nominal" and any(member.kind in kinds_of(r) for r in member.roles):
            weight = 2.0
        if member.kind != "other":
            votes[member.kind] = votes.get(member.kind, 0.0) + weight
    kind: EntityKind = max(votes, key=lambda kind: votes[kind], default="other")
    capital = kind in _VAGUE and any(m.name and country_with_capital(m.name) for m in members)
    return "place" if capital else kind  # "talks in Luanda" are no event of that name
