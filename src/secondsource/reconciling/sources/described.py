"""Which named entity a mere description means: "the operator" in one report is Norlink, where
another calls Norlink the operator and the story has no other.

A description without a name of its own ("the union", "the mediator") joins a name only where it is
definite and in the singular, says which one is meant and not merely that it is one of many, and
fits one name of the story, or one of those that its own report names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from secondsource.names.called import called, may_be_called
from secondsource.reconciling.pages.lemmas import lemma_of
from secondsource.reconciling.sources.sources import voices
from secondsource.records.reading import Entity, EntityKind, Mention

_CLAUSE = re.compile(r"\s*[,(;:–—]|\s+(?:that|which|who|whose|with)\s")
_COMPLEMENT = re.compile(r"\s(?:of|in|on|at|for|from|to)\s")
_HEADS = re.compile(r"the\s+head\s+of\s+(state|government)", re.IGNORECASE)
_TITLE = re.compile(r"(?:\b[A-Z][\w’'-]*\s+){1,4}$")
_CALLED = re.compile(r"\b[Tt]he\s+(?:[a-z][\w’'-]*\s+){1,4}$")  # "the civil defence agency INDECI"
_WORD = re.compile(r"[\w’'-]+")
_TIED = frozenset({"a", "an", "its", "their", "his", "her", "this", "that", "another", "one"})
_SAME_OFFICE = {("minister", "prime"): "premier", ("executive", "chief"): "ceo"}
_HEAD_OF = {"state": "president", "government": "premier"}  # "the head of state"
_LONGEST = 5  # words of a description
_BACK = 60  # characters before a name in which its title stands


@dataclass(frozen=True, slots=True)
class Description:
    """What somebody is called: the head noun and the words before it, small letters. ``free``
    where nothing ties it to somebody else: "the operator", but not "an operator", "his operator",
    "the operator of the ferry"."""

    head: str
    words: frozenset[str]
    free: bool


def phrase(printed: str) -> Description | None:
    """The description that a phrase is; None in the plural and for what is longer than one."""
    clause = _CLAUSE.search(printed)
    shown = printed[: clause.start()] if clause else printed
    headed = _HEADS.fullmatch(shown)
    if headed:
        return Description(_HEAD_OF[headed[1].lower()], frozenset(), free=True)
    complement = _COMPLEMENT.search(shown)
    words = [word.lower() for word in _WORD.findall(shown[: complement and complement.start()])]
    if not words or len(words) > _LONGEST or words[-1] != lemma_of(words[-1]):
        return None
    free = complement is None and words[0] not in _TIED and not words[0].endswith(("'s", "’s"))
    head, before = words[-1], frozenset(words[:-1]) - _TIED - {"the"}
    for (noun, word), called_so in _SAME_OFFICE.items():
        if head == noun and word in before:
            head, before = called_so, before - {word}
    return Description(head, before, free)


def descriptions(entity: Entity, text: str) -> Iterator[Description]:
    """All that an entity is called in one report besides its names, in the order of the text;
    "Transport Minister" or "the power company" before a name as well."""
    for mention in entity.mentions:
        said = phrase(_printed(mention, text))
        known = offices() | (_bodies() if entity.kind != "person" else frozenset())
        if said is not None and (mention.form == "nominal" or said.head in known):
            yield said


def _printed(mention: Mention, text: str) -> str:
    """The phrase of a mention, of a name the title before it."""
    if mention.form == "name":
        first = max(0, mention.start - _BACK)
        title = next(
            (t for p in (_TITLE, _CALLED) if (t := p.search(text, first, mention.start))), None
        )
        return " ".join(title[0].split()) if title else ""
    return " ".join(text[mention.start : mention.end].split()) if mention.form == "nominal" else ""


def tells_who(kind: EntityKind, said: Description) -> bool:
    """Whether a description by itself says who or which body is meant."""
    if not said.free or said.head in voices("many"):
        return False
    return said.head in (offices() if kind == "person" else _bodies())


def taken_for_known(printed: str) -> Description | None:
    """What somebody without a name is called, if that is one body or officer whom a report takes
    for known ("the company", "its spokesman"); no mere "an official"."""
    known = printed.lower().startswith(("the ", "its ", "his ", "her ", "their "))
    said = phrase(printed) if known else None
    return said if said is not None and said.head in offices() | _bodies() else None


def fit(said: Description, names: frozenset[str], known: frozenset[Description]) -> int:
    """How well a description means an entity with these ``names`` that reports describe so: 2 in
    the very words, 1 where nothing speaks against it, 0 not at all."""
    printed = {word.lower() for name in names for word in _WORD.findall(name)}
    if (printed & voices("bodies_of")) - called(said.head):
        return 0  # a Mining Authority is no company, whatever a pronoun was taken for
    same = [other for other in known if other.head == said.head]
    if any(other.words == said.words for other in same) or (
        said.head in printed and said.words and said.words <= printed
    ):
        return 2
    if any(_goes_with(said, other.words, printed) for other in same):
        return 1
    heads = {k.head for k in known if k.head != said.head and not k.words & voices("narrowing")}
    may = may_be_called(said.head, heads | printed)
    return int(may and _goes_with(said, frozenset(), printed))


def _goes_with(said: Description, told: frozenset[str], printed: set[str]) -> bool:
    """Whether the words before the noun make no other one of it: "the rail operator" may be the
    operator, "the health ministry" is not the Transport Ministry, nor "the mayor" the former."""
    narrowing = voices("narrowing")
    more = said.words - told - printed
    if told & narrowing - said.words or more & narrowing:
        return False
    if _owned(told - said.words):  # "the club" is no "supporters' club"
        return False
    return not more or (said.head in voices("loose") and not _owned(more))


def _owned(words: frozenset[str] | set[str]) -> bool:
    return any("'" in word or "’" in word for word in words)


def offices() -> frozenset[str]:
    """Nouns that say by what office somebody speaks, or who a story has but one of."""
    return voices("offices") | voices("described")


def _bodies() -> frozenset[str]:
    return voices("bodies_of") | voices("companies") | voices("described_bodies")
