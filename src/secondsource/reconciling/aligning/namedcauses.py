"""What a happening came of: "the fire was started deliberately", "the blaze began with a short
circuit", "the fire was an accident".

The causes that reports name stand in rows of words (``namedcauses.toml``); two voices that tell of
one kind of happening with causes of unlike rows disagree, whatever verbs they use.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from secondsource.reconciling.aligning.statements import Statement
from secondsource.reconciling.pages.lemmas import lemma_of
from secondsource.reconciling.tables import table_of

_BECAUSE = re.compile(
    r"\b(?:because\s+of|due\s+to|owing\s+to|as\s+a\s+result\s+of|on\s+account\s+of|thanks\s+to)\b",
    re.I,
)
#: "gave way because | its drains were blocked"
_BECAUSE_IT = re.compile(r"(?P<what>[^;.“”\"]+)[\s,]+because\s+$", re.IGNORECASE)
#: "the fire was an accident", but not "12 died in the accident"
_MISHAP = re.compile(r"\b(?:an?|no|by|pure|mere)\s+(?:\w+\s+)?accident\b", re.IGNORECASE)
_BACK = 3  # sentences in which that is named
_DOERS = ("agent", "patient", "theme", "attribute", "other", "instrument", "manner", "cause")


@cache
def _rows(section: str) -> Mapping[str, frozenset[str]]:
    """For each word of a section the rows that it stands in."""
    found: dict[str, set[str]] = {}
    for row, listed in table_of(__package__, "namedcauses.toml")[section].items():
        for word in listed:
            found.setdefault(word, set()).add(row)
    return {word: frozenset(rows) for word, rows in found.items()}


def happenings_of(statements: Sequence[Statement]) -> frozenset[str]:
    """The kinds of happening whose cause some of the claims tell."""
    return frozenset({*_accounts(statements), *_accounts(statements, "-")})


def rival_causes(ones: Sequence[Statement], others: Sequence[Statement]) -> bool:
    """Whether two facts name unlike causes of one kind of happening."""
    mine, theirs = _accounts(ones), _accounts(others)
    return any(not mine[kind] & theirs[kind] for kind in mine.keys() & theirs.keys())


def excludes_cause(ones: Sequence[Statement], others: Sequence[Statement]) -> bool:
    """Whether one fact names a cause that the other excludes: "a power line started it", "denied
    that its lines had caused the fire"."""
    return any(
        told[kind] & excluded[kind]
        for told, excluded in (
            (_accounts(ones), _accounts(others, "-")),
            (_accounts(others), _accounts(ones, "-")),
        )
        for kind in told.keys() & excluded.keys()
    )


def _accounts(statements: Sequence[Statement], told: str = "+") -> dict[str, frozenset[str]]:
    """Kinds of happening with the rows of what the claims say they came of, or ("-") did not."""
    found: dict[str, frozenset[str]] = {}
    for statement in (s for s in statements if s.polarity == told):
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
    if statement.modality != "actual":
        return frozenset()
    if statement.polarity == "-" and statement.lemma not in _rows("telling"):
        return frozenset()  # "did not fire tear gas" tells of no fire
    explained = _explained(statement)
    if explained:
        return frozenset(kind for word in explained for kind in _rows("happenings").get(word, ()))
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
    kept = {"accident"} if _MISHAP.search(page.text, claim.start, claim.end) else set()
    happened = {w for w, kinds in _rows("happenings").items() if kind in kinds} | {"accident"}
    words -= {word for word in (*_heads(statement), "accident") if word in happened} - kept
    causes = frozenset(row for word in words for row in rows.get(word, ()))
    return causes | {"intent"} if "arson" in statement.kinds else causes


def _explained(statement: Statement) -> set[str]:
    """What a claim tells the reason of: of "its drains were blocked" the dam that "gave way
    because" they were."""
    page, claim = statement.page, statement.claim
    first = page.sentence(claim.start).start
    led = _BECAUSE_IT.search(page.text, first, claim.start)
    if led is None:
        return set()
    before = led["what"].lower()
    words = {lemma_of(word) for word in re.findall(r"[a-z]+", before)}
    verbs = {
        other.predicate.lemma.lower()
        for other in page.reading.claims
        if first <= other.predicate.start < claim.start
    }
    return words | verbs | ({"give_way"} if "gave way" in before else set())


def _heads(statement: Statement) -> set[str]:
    page, arguments = statement.page, statement.claim.arguments
    heads = {page.head(a.start, a.end) for a in arguments if a.role in _DOERS}
    return heads | ({_taken_up(statement)} if "it" in heads else set())


def _taken_up(statement: Statement) -> str:
    """The happening that "it" stands for, the last one named in this sentence or those before."""
    page, at = statement.page, statement.claim.start
    first = page.sentences[max(0, page.sentence_index(at) - _BACK)].start
    words = [lemma_of(word.lower()) for word in re.findall(r"[A-Za-z]+", page.text[first:at])]
    return next((word for word in reversed(words) if word in _rows("happenings")), "")
