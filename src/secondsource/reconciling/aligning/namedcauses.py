"""What a happening came of: "the fire was started deliberately", "the blaze began with a short
circuit", "the fire was an accident".

The causes that reports name stand in rows of words (``namedcauses.toml``); two voices that tell of
one kind of happening with causes of unlike rows disagree, whatever verbs they use.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.pages.lemmas import lemma_of

_BECAUSE = re.compile(
    r"\b(?:because\s+of|due\s+to|owing\s+to|as\s+a\s+result\s+of|on\s+account\s+of|thanks\s+to)\b",
    re.I,
)
_DOERS = ("agent", "patient", "theme", "attribute", "other", "instrument", "manner", "cause")


@cache
def _rows(section: str) -> Mapping[str, frozenset[str]]:
    """For each word of a section the rows that it stands in."""
    source = files(__package__) / "namedcauses.toml"
    found: dict[str, set[str]] = {}
    for row, listed in tomllib.loads(source.read_text(encoding="utf-8"))[section].items():
        for word in listed:
            found.setdefault(word, set()).add(row)
    return {word: frozenset(rows) for word, rows in found.items()}


def happenings_of(statements: Sequence[Statement]) -> frozenset[str]:
    """The kinds of happening whose cause some of the claims tell."""
    return frozenset(_accounts(statements))


def rival_causes(ones: Sequence[Statement], others: Sequence[Statement]) -> bool:
    """Whether two facts name unlike causes of one kind of happening."""
    mine, theirs = _accounts(ones), _accounts(others)
    return any(not mine[kind] & theirs[kind] for kind in mine.keys() & theirs.keys())


def _accounts(statements: Sequence[Statement]) -> dict[str, frozenset[str]]:
    """Kinds of happening with the rows of what the claims say they came of."""
    found: dict[str, frozenset[str]] = {}
    for statement in statements:
        for kind, causes in _account(statement):
            found[kind] = found.get(kind, frozenset()) | causes
    return found


@lru_cache(maxsize=1 << 12)
def _account(statement: Statement) -> tuple[tuple[str, frozenset[str]], ...]:
    """The kinds of happening that a claim tells the beginning of, with rows of what it came of."""
    told = ((kind, _causes(statement, kind)) for kind in sorted(_happenings(statement)))
    return tuple((kind, causes) for kind, causes in told if causes)


def _happenings(statement: Statement) -> frozenset[str]:
    """What a claim tells the beginning of: "the fire" that was started, the theatre's that was set
    on fire."""
    if statement.modality != "actual" or statement.polarity != "+":
        return frozenset()
    told = {statement.lemma, statement.claim.predicate.lemma.lower(), *_heads(statement)}
    if statement.lemma == "cause":  # "is the source of the listeria at the dairy"
        told |= statement.page.words(statement.claim.start, statement.claim.end)
    kinds = {kind for word in told for kind in _rows("happenings").get(word, ())}
    if "arson" in statement.kinds:
        return frozenset({*kinds, "fire"})
    page, claim = statement.page, statement.claim
    verbs = page.verbs(claim.start, claim.end) | told
    because = _BECAUSE.search(page.text, claim.start, claim.end)
    begun = because is not None or bool(verbs & _rows("telling").keys())
    begun = begun or any(told & _rows(_section(kind)).keys() for kind in kinds)
    return frozenset(kinds) if begun else frozenset()


def _section(kind: str) -> str:
    """The rows of what a kind of happening may come of: germs come from other things than fires."""
    return "sources" if kind == "illness" else "causes"


def _causes(statement: Statement, kind: str) -> frozenset[str]:
    """Rows of the words for a cause in a claim, but for the happening's own."""
    page, claim = statement.page, statement.claim
    rows = _rows(_section(kind))
    words = page.words(claim.start, claim.end) | {statement.lemma, claim.predicate.lemma.lower()}
    words |= set(map(lemma_of, page.text[claim.start : claim.end].lower().split()))
    words |= set(page.text[claim.start : claim.end].lower().split())
    words -= page.verbs(claim.start, claim.end) & _rows("telling").keys()
    happened = {w for w, kinds in _rows("happenings").items() if kind in kinds}
    words -= {word for word in _heads(statement) if word in happened} - {"accident"}
    causes = frozenset(row for word in words for row in rows.get(word, ()))
    return causes | {"intent"} if "arson" in statement.kinds else causes


def _heads(statement: Statement) -> set[str]:
    page, arguments = statement.page, statement.claim.arguments
    return {page.head(a.start, a.end) for a in arguments if a.role in _DOERS}
