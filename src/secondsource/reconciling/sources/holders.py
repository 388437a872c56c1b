"""Whom of a story "the ministry", "the mayor" or "Dorra's foreign minister" can only mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from secondsource.reconciling.pages.cast import Cast
from secondsource.reconciling.pages.lemmas import lemma_of
from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.sources.sources import voices
from secondsource.records.reading import SourceSpan

_THE = re.compile(r"(?:the|its|their)\s+(\w+)", re.IGNORECASE)
#: "Dorra's foreign minister", "the finance chief"
_POST = re.compile(
    r"(?:[Tt]he|[Ii]ts|[Tt]heir|(?P<owner>[A-Z]\w{3,})['’]s)\s+(?P<kind>[A-Za-z]+)\s+(?P<noun>[a-z]+)"
)
_STEM = 4  #: letters that "Dorran" shares with "Dorra"


class Holders:
    """The named bodies of a story by the words of their names, and its people by their offices.

    ``named``: story entities that some report names; ``roles``: the words by which reports
    introduce each person."""

    def __init__(
        self, cast: Cast, named: Iterable[str], roles: Mapping[str, frozenset[str]]
    ) -> None:
        self._cast, self._roles = cast, roles
        found: dict[str, set[str]] = {}
        for identity in named:
            entity = cast.entities[identity]
            if entity.kind in ("organisation", "group"):
                told = frozenset(map(lemma_of, re.findall(r"\w+", entity.name)))
                kept = told & (voices("bodies_of") | voices("institutions"))
            else:
                kept = roles.get(identity, frozenset()) & voices("offices")
            for word in kept:
                found.setdefault(word, set()).add(identity)
        self._by_word = found

    def known(self, word: str) -> bool:
        """Whether a word stands in the name of a body or is somebody's office."""
        return word in self._by_word

    def only(self, page: Page, source: SourceSpan) -> str | None:
        """The one body or person whom "the ministry", "the mayor" or "the airline" can mean, where
        the report itself names none."""
        noun = _THE.fullmatch(page.text, source.start, source.end)
        if noun is None:
            return self._of_post(page, source)
        found = self._by_word.get(lemma_of(noun[1]), set())
        return next(iter(found)) if len(found) == 1 else None

    def _of_post(self, page: Page, source: SourceSpan) -> str | None:
        """The one person whom "Dorra's foreign minister" or "the finance chief" can mean, by the
        words that introduce them."""
        post = _POST.fullmatch(page.text, source.start, source.end)
        if post is None or lemma_of(post["noun"]) not in voices("offices") - voices("many"):
            return None
        wanted = {lemma_of(post["kind"].lower()), lemma_of(post["noun"])}
        owner = (post["owner"] or "")[:_STEM].lower()
        found = [
            person
            for person, roles in self._roles.items()
            if wanted <= roles
            and (not owner or any(role.startswith(owner) for role in roles))
            and self._cast.entities[person].kind == "person"
        ]
        return found[0] if len(found) == 1 else None
