"""What became different in a story when reports came in or went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from secondsource.records.story import StoryMention

SCHEMA = "secondsource/changes@1"

ChangeKind = Literal[
    "new fact", "fact gone", "facts joined", "fact divided", "grade", "support", "number",
    "conflict opened", "conflict closed", "new quote", "quote altered", "quote disputed",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two states of a story.

    ``fact`` is an id of the later state; of the earlier one where the fact is gone or has been
    joined to ``other``, and None where the change is about ``quote``. ``before`` and ``after`` are
    what is shown of both states: a grade, a range ("12 to 14"), a number of independent origins.
    ``why`` is a sentence; ``evidence`` the spans in the reports that came in which brought the
    change about, none where it is due to a report that went.
    """

    kind: ChangeKind
    summary: str  #: the line of the fact, or the words of the quote
    why: str
    fact: str | None = None
    quote: str | None = None
    other: str | None = None  #: the other fact of a conflict, or what took the place of this one
    before: str | None = None
    after: str | None = None
    evidence: tuple[StoryMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Everything that differs between two states of one story, what matters most first."""

    story: str  #: id of the later state
    since: str  #: id of the earlier state
    added: tuple[str, ...]  #: ids of the reports that came in
    removed: tuple[str, ...]  #: ids of the reports that went
    changes: tuple[Change, ...]

    def to_json(self) -> str:
        """The ``changes@1`` record as one line of JSON."""
        import json

        from secondsource.records.mapping import to_dict

        return json.dumps(to_dict(self), ensure_ascii=False)
