"""Texts cut into windows of whole words: what one row of the encoder's batch holds.

A window is a paragraph, or a piece of a long one that ends where a sentence surely ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from secondsource.encoder.shapes import shape
from secondsource.encoder.words import WordSplitter

LIMIT = 96  #: sub-words a window aims at
HARD_LIMIT = 300  #: sub-words after which a window is cut anywhere
STOPS = frozenset(".!?…")
CLOSERS = frozenset("\"'”’)]»")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}")
_OFFICES = frozenset(
    {"Mayor", "Police", "Council", "Attorney", "Superior", "Circuit", "Metropolitan"}
)
_CLOSED = frozenset({"”", '"'})
#: Words that in capitals only a sentence opens with, whoever was quoted before it.
_OPENERS = frozenset(
    {"And", "But", "Or", "Yet", "So", "Nor", "The", "In", "On", "At", "If", "When", "As", "While",
     "After", "Before", "Since", "Although", "Though", "Because", "It", "He", "She", "They", "We",
     "This", "That", "These", "Those", "There", "His", "Her", "Its", "Their", "However", "Still",
     "Instead", "Later", "Now", "Then", "For", "With", "By", "From", "During", "Under", "An", "A"}
)  # fmt: skip
_BREAK = re.compile(r"\n\s*")
_BLANK = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class Window:
    """Words (code-point offsets into the text), their sub-words and shapes."""

    words: list[tuple[int, int]]
    pieces: list[list[int]]
    shapes: list[int]

    @property
    def length(self) -> int:
        """Sub-words with the two special ones."""
        return 2 + sum(len(piece) for piece in self.pieces)


Zones = Sequence[tuple[int, int]]


def passages(text: str, skip: Zones) -> Iterator[tuple[int, int]]:
    """Offsets of the paragraphs without the skipped zones, which also end a passage."""
    for start, end in paragraphs(text):
        for first, last in sorted(skip):
            if last <= start or first >= end:
                continue
            if text[start:first].strip():
                yield start, first
            start = last
        if start < end and text[start:end].strip():
            yield start, end


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the paragraphs: parted by blank lines, or by every newline unless the text
    looks wrapped at a fixed width."""
    pattern = _BLANK if is_wrapped(text) else _BREAK
    start = 0
    for match in pattern.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def is_wrapped(text: str) -> bool:
    """Whether most lines break in mid-sentence near one width, as in old e-mail and wires."""
    lines = [line.rstrip() for line in text.split("\n")]
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if a and b]
    if len(pairs) < 3:
        return False
    middle = [a for a, b in pairs if a[-1] not in STOPS and a[-1] not in CLOSERS and len(a) <= 100]
    lower = sum(1 for _, b in pairs if b[:1].islower())
    return len(middle) > 0.6 * len(pairs) and lower > 0.3 * len(pairs)


def windows(
    text: str, skip: Zones, splitter: WordSplitter, pieces: Callable[[str], list[int]]
) -> Iterator[Window]:
    """Cut a text without its zones to skip into windows, in order."""
    for start, end in passages(text, skip):
        window, length, safe = Window([], [], []), 2, 0
        for first, last in splitter.words(text, start, end):
            word = text[first:last]
            spaced = first == start or text[first - 1].isspace()
            if window.words and spaced and _closed(text, window.words, word):
                safe = len(window.words)
            ids = pieces(word)
            if length + len(ids) > LIMIT and (safe or length + len(ids) > HARD_LIMIT):
                yield _front(window, safe or len(window.words))
                window = _rest(window, safe or len(window.words))
                length, safe = window.length, 0
            window.words.append((first, last))
            window.pieces.append(ids)
            window.shapes.append(shape(word, spaced))
            length += len(ids)
        if window.words:
            yield window


def _closed(text: str, words: list[tuple[int, int]], following: str) -> bool:
    """Whether a sentence surely ends after ``words``: a full stop that is its own word (so not
    an abbreviation's), maybe closing marks, and a capital, digit or opening mark after it."""
    at = len(words) - 1
    while at > 0 and text[words[at][0] : words[at][1]] in CLOSERS:
        at -= 1
    stop = text[words[at][0] : words[at][1]]
    return bool(STOPS.issuperset(stop)) and not following[0].islower()


def sure_ends(text: str, words: Sequence[tuple[int, int]]) -> list[int]:
    """Numbers of words that open a sentence after a place's initials ("in Washington, D.C. The …")
    or after a quotation that ends with its sentence ("was “met with cheers.” And the crowd …").

    Treebanks show next to none of these, and the model runs such sentences together. Inside a
    sentence a comma follows the initials, or an office ("Washington, D.C. Mayor …").
    """
    found = []
    for index in range(2, len(words) - 1):
        start, end = words[index]
        if text[start:end] in _CLOSED and text[start - 1] == "." and text[end] == " ":
            if text[slice(*words[index + 1])] in _OPENERS:
                found.append(index + 1)
            continue
        if text[end - 1] != "." or not _INITIALS.fullmatch(text, start, end):
            continue
        city, comma, following = (text[slice(*words[i])] for i in (index - 2, index - 1, index + 1))
        opens = following.istitle() and following not in _OFFICES
        if comma == "," and city.istitle() and opens:
            found.append(index + 1)
    return found


def _front(window: Window, count: int) -> Window:
    return Window(window.words[:count], window.pieces[:count], window.shapes[:count])


def _rest(window: Window, count: int) -> Window:
    return Window(window.words[count:], window.pieces[count:], window.shapes[count:])
