"""An entity in the making: mentions that were put together, and what they say of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from secondsource.extraction.mentions.candidates import Candidate
from secondsource.extraction.wordlists.nouns import kinds_of
from secondsource.records.reading import EntityKind


@dataclass(slots=True)
class Group:
    """An entity in the making. ``candidates`` are indices, in text order."""

    kind: EntityKind
    candidates: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    qualifiers: set[str] = field(default_factory=set)
    polities: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    gender: str | None = None
    plural: bool = False
    members: int = 0
    labelled: bool = False
    votes: Counter[EntityKind] = field(default_factory=Counter)  #: kinds of mentions by name

    def add(self, index: int, candidate: Candidate) -> None:
        """Take a phrase in, and what it says about the entity."""
        self.candidates.append(index)
        if candidate.name:
            self.votes[candidate.kind] += 1 + candidate.labelled
            if candidate.name not in self.names:
                self.names.append(candidate.name)
        if candidate.form == "pronoun":
            if self.gender is None and candidate.gender in {"m", "f"}:
                self.gender = candidate.gender
            return
        self.roles |= candidate.roles
        self.qualifiers |= candidate.qualifiers
        self.polities |= candidate.polities
        self.modifiers |= candidate.modifiers
        self.gender = self.gender or candidate.gender
        self.labelled = self.labelled or candidate.labelled
        self.members = self.members or candidate.members
        if self.kind == "other" and candidate.kind != "other":
            self.kind = candidate.kind
        if candidate.name and self.names == [candidate.name]:
            self.kind = self._voted()

    def _voted(self) -> EntityKind:
        """What most mentions by name are to the model; of equals what the nouns say that describe
        it ("the operator Norlink"), then what came first."""
        said = {kind for role in self.roles for kind in kinds_of(role)}
        kinds: list[EntityKind] = [kind for kind in self.votes if kind != "other"]
        kinds = kinds or [self.kind]
        most = max(self.votes[kind] for kind in kinds)
        best = [kind for kind in kinds if self.votes[kind] == most]
        return next((kind for kind in best if kind in said), best[0])
