"""Two printings of one utterance, aligned word by word.

Square brackets are an editor's; an ellipsis says that something was left out there. Case and the
shape of apostrophes are no difference, British and American spelling and figures for number words
a difference of spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Any

from secondsource.reconciling.tables import table_of
from secondsource.records.reading import Span
from secondsource.records.story import DifferenceKind, QuoteDifference

ALTERING: frozenset[DifferenceKind] = frozenset({"replaced", "added", "dropped"})
MOST_WORDS = 600  # a longer quotation is only compared as a whole

_TOKEN = re.compile(
    r"(?P<gap>\[\s*(?:…|\.{2,}|\.\s\.\s\.)\s*\]|…|\.{3,}|\.\s\.\s\.)"
    r"|(?P<word>\[\w{1,3}\]\w+(?:['’-]\w+)*|[^\W_]+(?:['’.,-][^\W_]+)*%?)"
    r"|(?P<editor>\[[^\[\]\n]{1,120}\])"
)
_ENDS = re.compile(r"[.!?]")
_PLACED = (
    (re.compile(r"is(e|es|ed|ing|er|ation|ations)$"), r"iz\1"),
    (re.compile(r"our(s|ed|ing|able|ite)?$"), r"or\1"),
    (re.compile(r"(t|b)re(s?)$"), r"\1er\2"),
    (re.compile(r"ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"ence(s?)$"), r"ense\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"^(.*)mme(s?)$"), r"\1m\2"),
    (re.compile(r"ae|oe"), "e"),
)


def quote_lists() -> dict[str, Any]:
    """The lists of ``quotes.toml``."""
    return table_of(__package__, "quotes.toml")


@cache
def light_words() -> frozenset[str]:
    """Words that carry little of what is said."""
    return frozenset(quote_lists()["light"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a quotation; ``gap``: an ellipsis stands before it, ``opens``: it begins a
    sentence, ``editor``: it stands in square brackets."""

    start: int
    end: int
    form: str
    gap: bool
    opens: bool
    editor: bool


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a quotation; ``trails``: it breaks off with an ellipsis."""

    words: tuple[Word, ...]
    trails: bool

    @property
    def forms(self) -> tuple[str, ...]:
        """What is compared."""
        return tuple(word.form for word in self.words)


def wording_of(text: str, start: int, end: int) -> Wording:
    """The words between two characters of a text."""
    words: list[Word] = []
    gap, last = False, start
    for found in _TOKEN.finditer(text, start, end):
        if found["gap"]:
            gap = True
            continue
        opens = not words or bool(_ENDS.search(text, last, found.start()))
        shown, is_editor = found[0], bool(found["editor"])
        form = re.sub(r"[\[\]]", "", shown).casefold().replace("’", "'").strip()
        if form:
            words.append(Word(found.start(), found.end(), form, gap, opens, is_editor))
        gap, last = False, found.end()
    return Wording(tuple(words), gap)


@lru_cache(maxsize=1 << 16)
def spelled(word: str) -> str:
    """One spelling for the same word: American, in full, without hyphens, numbers in figures."""
    plain = word.replace("-", "").replace(",", "").removesuffix(".")
    known: str | None = quote_lists()["spellings"].get(plain)
    if known is not None:
        return known
    if len(plain) > 4:
        for pattern, spelling in _PLACED:
            plain = pattern.sub(spelling, plain)
    return plain


def _blocks(ones: Sequence[str], others: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, ones, others, autojunk=False).get_opcodes()


def agreement(short: Wording, long: Wording) -> tuple[float, int]:
    """(share of the shorter's words that align in order with the longer's, words that carry little
    counting less; the longest run of words that both print)."""
    light = light_words()
    kept = [word for word in short.words if not word.editor]
    weights = [0.4 if word.form in light else 1.0 for word in kept]
    ones, others = [spelled(word.form) for word in kept], [spelled(w.form) for w in long.words]
    matcher = SequenceMatcher(None, ones, others, autojunk=False)
    blocks = matcher.get_matching_blocks()
    met = sum(sum(weights[block.a : block.a + block.size]) for block in blocks)
    return met / (sum(weights) or 1.0), max(block.size for block in blocks)


def differences(version: Wording, fullest: Wording) -> tuple[QuoteDifference, ...]:
    """Where a version parts from the fullest one, in the order of the text."""
    return tuple(_differences(version, fullest))


def _differences(version: Wording, fullest: Wording) -> Iterator[QuoteDifference]:
    blocks = _blocks(fullest.forms, version.forms)
    for place, (tag, i1, i2, j1, j2) in enumerate(blocks):
        if tag == "equal":
            continue
        theirs, mine = fullest.words[i1:i2], version.words[j1:j2]
        first, last = place == 0, place == len(blocks) - 1
        if not (mine and theirs):
            edge = first or last
            kind = _one_sided(version, fullest, (i1, i2), (j1, j2), edge)
            yield _difference(kind, mine, theirs)
        elif (first or last) and _goes_elsewhere(version, fullest, (i1, i2), (j1, j2), first):
            yield _difference("cut", (), theirs)
            yield _difference("beyond", mine, ())
        else:
            yield from _replacements(mine, theirs)


def _one_sided(
    version: Wording,
    fullest: Wording,
    theirs: tuple[int, int],
    mine: tuple[int, int],
    edge: bool,
) -> DifferenceKind:
    """What words that only one of the two prints amount to."""
    if theirs[0] == theirs[1]:
        words = version.words[mine[0] : mine[1]]
        if all(word.editor for word in words):
            return "editor"
        return "beyond" if edge or _gap_at(fullest, theirs[0]) else "added"
    words = fullest.words[theirs[0] : theirs[1]]
    if all(word.editor for word in words):
        return "editor"
    return "cut" if edge or _gap_at(version, mine[0]) else "dropped"


def _gap_at(wording: Wording, index: int) -> bool:
    """Whether an ellipsis stands before a word, or at the end."""
    return wording.words[index].gap if index < len(wording.words) else wording.trails


def _goes_elsewhere(
    version: Wording,
    fullest: Wording,
    theirs: tuple[int, int],
    mine: tuple[int, int],
    first: bool,
) -> bool:
    """Whether both have another sentence at that end, rather than other words in the same one."""
    if first:
        return _begins(version, mine[1]) and _begins(fullest, theirs[1])
    return version.words[mine[0]].opens and fullest.words[theirs[0]].opens


def _begins(wording: Wording, index: int) -> bool:
    return index < len(wording.words) and wording.words[index].opens


def _replacements(mine: Sequence[Word], theirs: Sequence[Word]) -> Iterator[QuoteDifference]:
    """One difference for a run, or one for each word where the two runs pair up."""
    if _same_spelling(mine, theirs):
        yield _difference("spelling", mine, theirs)
        return
    if len(mine) != len(theirs) or not any(
        _same_spelling([a], [b]) or a.editor or b.editor for a, b in zip(mine, theirs, strict=True)
    ):
        bracketed = all(w.editor for w in mine) or all(w.editor for w in theirs)
        yield _difference("editor" if bracketed else "replaced", mine, theirs)
        return
    for a, b in zip(mine, theirs, strict=True):
        kind: DifferenceKind = "editor" if a.editor or b.editor else "replaced"
        yield _difference("spelling" if _same_spelling([a], [b]) else kind, [a], [b])


def _same_spelling(mine: Sequence[Word], theirs: Sequence[Word]) -> bool:
    ones, others = ("".join(spelled(w.form) for w in words) for words in (mine, theirs))
    return ones == others


def _difference(
    kind: DifferenceKind, mine: Sequence[Word], theirs: Sequence[Word]
) -> QuoteDifference:
    return QuoteDifference(kind=kind, words=_span(mine), fullest=_span(theirs))


def _span(words: Sequence[Word]) -> Span | None:
    return Span(start=words[0].start, end=words[-1].end) if words else None
