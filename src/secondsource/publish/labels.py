"""The words people read: grades, origins, modality. Change a word here and every sheet follows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from secondsource.records.changes import ChangeKind
from secondsource.records.reading import Modality
from secondsource.records.story import DifferenceKind, Grade, OriginKind, Relation, VersionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeLabel:
    """How a grade is named and marked; never by colour alone."""

    name: str
    symbol: str
    ascii: str  #: the symbol where a terminal has no Unicode
    key: str  #: for class names and anchors
    meaning: str
    colour: str  #: a terminal colour, on top of symbol and name


#: In the order in which a reader meets them.
GRADES: Final[dict[Grade, GradeLabel]] = {
    "acknowledged": GradeLabel(
        name="Acknowledged",
        symbol="◆",
        ascii="#",
        key="acknowledged",
        meaning="The party it speaks against states or admits it.",
        colour="cyan",
    ),
    "corroborated": GradeLabel(
        name="Corroborated",
        symbol="●",
        ascii="@",
        key="corroborated",
        meaning="Two or more independent origins, and nothing live against it.",
        colour="green",
    ),
    "contested": GradeLabel(
        name="Contested",
        symbol="▲",
        ascii="!",
        key="contested",
        meaning="Accounts that cannot all hold; every side is listed with its origins.",
        colour="red",
    ),
    "widely reported": GradeLabel(
        name="Widely reported",
        symbol="◐",
        ascii="%",
        key="widely",
        meaning="Several outlets, but one origin behind them.",
        colour="blue",
    ),
    "single source": GradeLabel(
        name="Single source",
        symbol="○",
        ascii="o",
        key="single",
        meaning="One report has it.",
        colour="yellow",
    ),
    "superseded": GradeLabel(
        name="Superseded",
        symbol="×",
        ascii="x",
        key="superseded",
        meaning="A later account replaced it; kept here with a link to what replaced it.",
        colour="bright_black",
    ),
}

ORIGIN_KINDS: Final[dict[OriginKind, str]] = {
    "person": "person",
    "body": "organisation",
    "document": "document",
    "agency": "news agency",
    "outlet": "own reporting",
    "unnamed": "unnamed source",
}

#: How a claim stands to the fact that it supports, where it doesn't just state it.
RELATIONS: Final[dict[Relation, str]] = {
    "equivalent": "",
    "more specific": "more specific",
    "part of": "part of it",
}

#: How a report prints an utterance, beside its name.
VERSIONS: Final[dict[VersionKind, str]] = {
    "fullest": "fullest",
    "same": "same words",
    "shortened": "shortened",
    "altered": "other words",
    "translated": "other words, perhaps another translation",
}

#: How a printing departs from the fullest one: what alters the words first, then what only makes
#: them fewer or more. ``{here}`` and ``{fullest}`` are the words on either side.
DIFFERENCES: Final[dict[DifferenceKind, str]] = {
    "replaced": "has “{here}” for “{fullest}”",
    "added": "adds “{here}”",
    "dropped": "drops “{fullest}” without a mark",
    "cut": "leaves out “{fullest}”",
    "beyond": "goes on “{here}”",
    "editor": "has “{here}” from an editor for “{fullest}”",
    "spelling": "spells “{here}” for “{fullest}”",
}

#: What a change is, where the title above it leaves that open.
CHANGES: Final[dict[ChangeKind, str]] = {
    "conflict opened": "opened",
    "conflict closed": "closed",
    "quote disputed": "speaker disputed",
    "new quote": "new",
    "quote altered": "now in other words too",
    "facts joined": "now told together",
    "fact divided": "now told apart",
    "fact gone": "no longer stated",
}

#: Changes in a sentence that counts them: one, and several.
CHANGES_COUNTED: Final[dict[ChangeKind, tuple[str, str]]] = {
    "conflict opened": ("conflict opened", "conflicts opened"),
    "conflict closed": ("conflict closed", "conflicts closed"),
    "grade": ("grade changed", "grades changed"),
    "number": ("number changed", "numbers changed"),
    "new fact": ("new fact", "new facts"),
    "support": ("fact with changed origins", "facts with changed origins"),
    "quote disputed": ("speaker disputed", "speakers disputed"),
    "new quote": ("new quote", "new quotes"),
    "quote altered": ("quote in other words", "quotes in other words"),
    "fact gone": ("fact gone", "facts gone"),
}

#: How the other fact of a change stands to it.
CHANGE_LINKS: Final[dict[ChangeKind, str]] = {
    "conflict opened": "against",
    "conflict closed": "was against",
    "facts joined": "told in",
    "fact divided": "was told in",
}

#: What is put beside a fact that is not simply said to have happened.
MODALITIES: Final[dict[Modality, str]] = {
    "actual": "",
    "planned": "planned",
    "possible": "possible, not said to have happened",
    "hypothetical": "only if something else happens",
    "requested": "asked for",
}

#: How something stands that is only possible, by the words right before its verb: "tried to leave"
#: is more than that somebody might.
HOW_POSSIBLE: Final = (
    (
        re.compile(
            r"(?i)(?<!\bwill )(?<!\bwould )(?<!\bto )\b(?:tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?"
            r"|sought|seek(?:s|ing)?|struggl(?:es?|ed|ing)|effort|bid)\s+to\s+(?:\w+ly\s+)?$"
        ),
        "tried, not said to have succeeded",
    ),
    (re.compile(r"(?i)\b(?:seem|appear)(?:s|ed)?\s+(?:to\s+)?(?:be\s+|have\s+)?(?:\w+ly\s+)?$"),
     "as it seems"),
    (re.compile(r"(?i)\b(?:expected|likely)\s+(?:to\s+)?(?:be\s+)?(?:\w+ly\s+)?$"),
     "expected, not said to have happened"),
)  # fmt: skip

NEGATIVE: Final = "said not to be so"
#: A summary with one of these says itself that something is not so.
NEGATION: Final = re.compile(
    r"\b(?:no|not|nor|never|none|nobody|nothing|neither|cannot|without|den(?:y|ies|ied)|"
    r"refus\w+|declin\w+|refrain\w*|fail\w*|reject\w*|hardly|scarcely|barely|disput\w+|avoid\w*|"
    r"rul(?:e|es|ed|ing)\s+out)\b|n[’']t\b",
    re.IGNORECASE,
)
#: One with these tells whose denial it is, which has happened.
DENIAL: Final = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed)|dismiss(?:es|ed))\b", re.I)
WITHIN: Final = "Also told here"
ADDS: Final = "Adds to"
SAME_WORDS: Final = "Same words in the report"
SAME_WORDS_IN: Final = "The same words:"
HAPPENED: Final = "Happened"
HAPPENED_UNDATED: Final = "Said to have happened"
AHEAD: Final = "Planned, asked for or possible"
NO_DATE: Final = "no date given"
NOT_DATED: Final = "date of publication not given"
NO_SPEAKER: Final = "Speaker not named"
QUOTES: Final = (
    "Who said what. Words with a wavy line are replaced, added or dropped in another printing; "
    "a dotted line marks a spelling or an editor's word."
)
WHAT_CHANGED: Final = "What changed"
ALONE: Final = "It alone has"
LACKS: Final = "It leaves out"
TOO_EARLY: Final = "First said elsewhere after it appeared"
NOTHING_ALONE: Final = "Nothing here that no other report has."
NOTHING_APART: Final = "nothing of their own, and nothing left out that most of the others have."
NO_ORIGIN: Final = "no origin named"
NOTHING_LOCATED: Final = "None of them could be located, so there is no map."
NOT_LOCATED: Final = "not located"
UNTITLED: Final = "Untitled story"
UNNAMED_REPORT: Final = "Report"
ODD_NAME: Final = "unusual characters in this name"

#: How ``FactValue.policy`` chose the best figure.
POLICIES: Final[dict[str, str]] = {
    "conservative": "lowest figure of the best-supported origin",
    "latest": "latest figure",
    "median": "middle figure",
}

NOT_PROBABILITY: Final = (
    "A grade says how many independent origins stand behind a statement. "
    "It is not a probability, and not a verdict on whether it is so. "
    "Every line links to the words it rests on."
)


def origin(name: str, kind: OriginKind) -> str:
    """An origin with what it is, where its name doesn't say so."""
    what = ORIGIN_KINDS[kind]
    if kind == "unnamed":
        return f"{called(name, kind)} ({what})" if is_described(name) else name or what
    return name if name and kind in ("person", "body") else f"{name} ({what})" if name else what


def sources(names: Iterable[tuple[str, OriginKind]]) -> str:
    """Origins as a reader would list them, outlets that speak for themselves together:
    ``the mayor, Mail and Post (own reporting)``."""
    found = list(dict.fromkeys(names))
    outlets = [name for name, kind in found if kind == "outlet" and name]
    if len(outlets) < _TOGETHER:
        return listed([origin(name, kind) for name, kind in found])
    others = [origin(name, kind) for name, kind in found if kind != "outlet" or not name]
    more = len(outlets) - _OUTLETS_NAMED
    if more > 1:
        outlets = [*outlets[:_OUTLETS_NAMED], f"{more} more"]
    return listed([*others, f"{listed(outlets)} ({ORIGIN_KINDS['outlet']})"])


_TOGETHER: Final = 3  #: outlets that are told of in one breath
_OUTLETS_NAMED: Final = 6


def called(name: str, kind: OriginKind) -> str:
    """An origin's name; the words that stand for a nameless one are in quotation marks."""
    return f"“{name}”" if kind == "unnamed" and is_described(name) else name or ORIGIN_KINDS[kind]


def first_in_row(name: str, kind: OriginKind) -> str:
    """An origin at the head of a row: with a capital, but for what an outlet calls itself
    ("wtae.com")."""
    return name if kind in ("outlet", "agency") else headed(name)


def is_described(name: str) -> bool:
    """Whether a nameless origin is told of in the report's words ("a court official")."""
    return bool(name) and "unnamed" not in name.lower()


def headed(words: str) -> str:
    """Words with a capital, as the head of a row or a line."""
    return words[:1].upper() + words[1:]


#: What is counted needs no word beside a slot that only people can fill.
_PEOPLE: Final = frozenset({"person", "people", "persons", "man", "human", "they", "them"})
#: A count that is no total of its own: how it stands before what is counted, and in words.
_SCOPES: Final = {"part of ": ", part of a total", "more ": ", added to others"}


def quantity(slot: str | None, of: str | None, unit: str | None) -> str:
    """What a number counts, in plain words: ``killed``, ``launched: drone``, ``range (km)``."""
    prefix, counted = scope_of(of)
    if counted in _PEOPLE:
        counted = "" if slot else "people"
    counted = "" if counted == slot else counted
    name = ": ".join(word for word in (slot, counted) if word)
    name = (name or "amount") + _SCOPES.get(prefix, "")
    return f"{name} ({unit})" if unit and unit not in name else name


def scope_of(of: str | None) -> tuple[str, str]:
    """What is counted in two: how it stands to a total (``part of ``), and the noun."""
    prefix = next((prefix for prefix in _SCOPES if of and of.startswith(prefix)), "")
    return prefix, (of or "").removeprefix(prefix)


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: ``1 report``, ``3 reports``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """Join words as a reader would: ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " and " + words[-1]
