"""Who answers for whom: a body and its spokesperson, minister, head or press office."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from secondsource.reconciling.page import Cast, Page, lemma_of
from secondsource.reconciling.sources import bodies_by_office, voices


def ties(pages: Sequence[Page], cast: Cast) -> frozenset[frozenset[str]]:
    """Pairs of story entities that answer for each other: a body and its own people.

    Found where an office word stands between or beside two names in one sentence
    ("Norfax spokeswoman Ada Lind", "Ada Lind, head of Norfax").
    """
    found: set[frozenset[str]] = set()
    for page in pages:
        for sentence in page.sentences:
            names = [m for m in page.mentions_in(sentence.start, sentence.end) if m[3] == "name"]
            for (_, end, one, _), (start, _, other, _) in pairwise(names):
                if one != other and _answers(page.text[end:start], cast, one, other):
                    found.add(frozenset({one, other}))
    return frozenset(found | _ministers(pages, cast))


def _answers(gap: str, cast: Cast, one: str, other: str) -> bool:
    kinds = {cast.entities[one].kind, cast.entities[other].kind}
    if len(gap) > 60 or "person" not in kinds or not kinds & {"organisation", "group", "place"}:
        return False
    words = [lemma_of(word) for word in re.findall(r"\w+", gap)]
    if not any(word in voices("offices") for word in words):
        return False
    return all(word in voices("offices") | voices("between") for word in words)


def _ministers(pages: Sequence[Page], cast: Cast) -> set[frozenset[str]]:
    """ "Interior Minister Ada Lind" answers for the "Ministry of the Interior"."""
    wanted: dict[frozenset[str], set[str]] = {}
    for story_entity, entity in cast.entities.items():
        if entity.kind in ("organisation", "group"):
            words = frozenset(w.lower() for w in re.findall(r"\w{3,}", entity.name))
            wanted.setdefault(words - {"the", "for", "and"}, set()).add(story_entity)
    found = set()
    for page in pages:
        for title, person in page.titled_names(tuple(bodies_by_office())):
            office = title[-1]
            body = frozenset({*title[:-1], bodies_by_office()[office]})
            found |= {frozenset({person, other}) for other in wanted.get(body, ())}
    return found
