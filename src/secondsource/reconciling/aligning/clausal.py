"""A claim with the words of its sentence, for rules that put it in other terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from secondsource.reconciling.pages.page import Page
from secondsource.reconciling.tables import table_of
from secondsource.records.reading import Argument, Claim, Role, Token

_OF = frozenset({"of", "for", "behind", "to", "at", "on"})


@cache
def listed_words(section: str, name: str) -> frozenset[str]:
    """One list of ``recast.toml``."""
    return frozenset(table_of(__package__, "recast.toml")[section][name])


@dataclass(frozen=True, slots=True)
class Clause:
    """A claim with the words of its sentence, and where among them its predicate is."""

    page: Page
    claim: Claim
    tokens: Sequence[Token]
    at: int

    @property
    def token(self) -> Token:
        """The predicate's word."""
        return self.tokens[self.at]

    @property
    def lemma(self) -> str:
        """The predicate's lemma."""
        return self.claim.predicate.lemma.lower()

    def argument(self, *roles: str) -> Argument | None:
        """The first argument in one of these roles."""
        return next((a for a in self.claim.arguments if a.role in roles), None)

    def subject(self) -> Argument | None:
        """What stands before the predicate as its subject."""
        found = self.argument("agent")
        return found if found is not None and found.end <= self.claim.predicate.start else None

    def head(self, argument: Argument) -> int | None:
        """Where the head of an argument is among the words."""
        inside = self.inside(argument)
        return next((i for i in inside if self.tokens[i].head - 1 not in inside), None)

    def inside(self, argument: Argument) -> list[int]:
        """Which words an argument consists of."""
        span = range(argument.start, argument.end)
        return [i for i, token in enumerate(self.tokens) if token.start in span]

    def below(self, place: int, *relations: str) -> Iterator[int]:
        """The words that hang on one by these relations."""
        for i, token in enumerate(self.tokens):
            if token.head - 1 == place and token.deprel in relations:
                yield i

    def phrase(self, place: int, role: Role) -> Argument:
        """A word with all that hangs on it, as an argument."""
        under, grown = {place}, True
        while grown:
            more = {i for i, t in enumerate(self.tokens) if t.head - 1 in under} - under
            under |= more
            grown = bool(more)
        left_out = {"case", "punct"}
        own = [
            i
            for i in under
            if not (self.tokens[i].head - 1 == place and self.tokens[i].deprel in left_out)
        ]
        start, end = self.tokens[min(own)].start, self.tokens[max(own)].end
        return Argument(role=role, start=start, end=end, entity=self.entity(start, end))

    def entity(self, start: int, end: int) -> str | None:
        """The entity that a phrase names, if it names only one."""
        found = {
            e.id
            for e in self.page.reading.entities
            for m in e.mentions
            if start <= m.start and m.end <= end
        }
        return found.pop() if len(found) == 1 else None

    def belonging(self, place: int) -> Iterator[Argument]:
        """What a noun is of: the ferry in "the owner of the ferry", "the ferry's owner"."""
        for i in self.below(place, "nmod", "nmod:poss"):
            cases = {self.tokens[c].lemma.lower() for c in self.below(i, "case")}
            if self.tokens[i].deprel == "nmod:poss" or cases & _OF:
                yield self.phrase(i, "patient")

    @property
    def is_said_of(self) -> bool:
        """Whether the predicate is what something is ("was the result")."""
        return bool([*self.below(self.at, "cop")])

    def before(self) -> str:
        """What stands between the claim's beginning and its predicate."""
        return self.page.text[self.claim.start : self.claim.predicate.start]

    def kept(self) -> tuple[Argument, ...]:
        """When and where."""
        return tuple(a for a in self.claim.arguments if a.role in ("time", "place"))
