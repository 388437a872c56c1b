"""Who said it: cues as tagged words, and a source and a content that point from each cue.

Every word carries a BIO tag for cues, read as a chain. One small transformer layer lets words see
the tags, the quotation marks and the paragraphs up to BLOCK words and more around them, once a
text. Then each cue meets the words around it in a small network; four pointers (source start and
end, content start and end) choose words, and the cue's own first word stands for "none" (as in
extractive question answering). A tag a word says what the cue cuts out of its content ("A," he
said, "B").
Terms: PolNeAR (Newell et al. 2018).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from secondsource.records.reading import Span
from secondsource.syntax import Said

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Weights = Mapping[str, Floats]
Word = tuple[int, int]  #: offsets
Saids = tuple[Said, ...]

BEFORE, AFTER = 48, 96  #: words of the neighbourhood of a cue's first word
WIDTH = BEFORE + 1 + AFTER
SIZE, HEADS = 128, 4  #: width and attention heads of the layer
CUE_SIZE = 192  #: width of the words as cues
BLOCK = 64  #: words attend to their own block of so many and to its two neighbours
PLACES = 4  #: what ``surroundings`` tells apart
POINTERS = ("source start", "source end", "content start", "content end")
BEGIN, INSIDE = 1, 2  #: cue tags; 0 is neither
NO_MOVES = np.zeros((3, 3), dtype=np.float32)
#: [before, after] tags that may follow each other: an I only in a cue, a B never in or beside one
LAWFUL = np.array([[1, 1, 0], [1, 0, 1], [1, 0, 1]], dtype=bool)
SURELY_NOT = 0.99  #: words this likely to be in no cue are not asked further
LONGEST = 40  #: words of a source
_CHUNK = 16  #: cues at once: what fits the cache


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution by word numbers, ends included; ``score`` is the cue's probability."""

    cue: tuple[int, int]
    source: tuple[int, int] | None
    content: tuple[tuple[int, int], ...]
    score: float


def neighbourhood(firsts: Ints, words: int) -> tuple[Ints, NDArray[np.bool_]]:
    """[cues, WIDTH] word numbers around each cue's first word, clipped, and which exist."""
    index = firsts[:, None] + np.arange(-BEFORE, AFTER + 1)
    real = (index >= 0) & (index < words)
    return np.clip(index, 0, max(words - 1, 0)), real


def cue_spans(scores: Floats, moves: Floats = NO_MOVES) -> list[tuple[int, int, float]]:
    """First and last word and probability of every cue, from tag scores [words, 3].

    The best sequence of tags of a chain (CRF, Lafferty et al. 2001): ``moves`` [3, 3] scores a tag
    (column) after another (row). A cue begins with B, and never right after another: without the
    chain "has learned" comes out as two cues, since either word might be the first.
    """
    if not len(scores):
        return []
    odds = _odds(scores)
    asked = np.flatnonzero(odds[:, 0] < SURELY_NOT)
    logs = np.log(np.maximum(odds[asked], 1e-12)).tolist()
    shares = (1 - odds[asked, 0]).tolist()
    lawful = moves.tolist()
    found: list[tuple[int, int, float]] = []
    for first, words in _neighbours(asked.tolist()):
        tags = _best_tags(logs[first : first + len(words)], lawful)
        for place, (word, tag) in enumerate(zip(words, tags, strict=True), first):
            score = shares[place]
            if tag == BEGIN:
                found.append((word, word, score))
            elif tag == INSIDE:
                begin, _, before = found[-1]
                found[-1] = (begin, word, min(before, score))
    return found


def _neighbours(words: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Runs of ascending numbers without a gap, each with its first one's place in ``words``."""
    first = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or words[place] != words[place - 1] + 1:
            yield first, words[first:place]
            first = place


def _best_tags(logs: Sequence[Sequence[float]], moves: Sequence[Sequence[float]]) -> list[int]:
    """Viterbi between two words that are certainly in no cue, with the LAWFUL moves written out:
    three tags are too few for arrays."""
    (out_out, out_begin, _), (begin_out, _, begin_in), (in_out, _, in_in) = moves
    out, begin, inside = logs[0][0] + out_out, logs[0][1] + out_begin, -math.inf
    back: list[tuple[int, int, int]] = []
    for log_out, log_begin, log_in in logs[1:]:
        options = (out + out_out, begin + begin_out, inside + in_out)
        before = options.index(max(options))
        onward, held = begin + begin_in, inside + in_in
        back.append((before, 0, BEGIN if onward >= held else INSIDE))
        begin = out + out_begin + log_begin
        out = options[before] + log_out
        inside = max(onward, held) + log_in
    ends = (out + out_out, begin + begin_out, inside + in_out)
    tags = [ends.index(max(ends))]
    for choice in reversed(back):
        tags.append(choice[tags[-1]])
    return tags[::-1]


def surroundings(text: str, words: Sequence[tuple[int, int]]) -> Ints:
    """[words] classes: 1 added for the first word of a line, 2 inside double quotation marks
    (marks included; a line's end closes them)."""
    found = np.zeros(len(words), dtype=np.int64)
    inside, end = False, 0
    for number, (start, stop) in enumerate(words):
        first = number == 0 or "\n" in text[end:start]
        inside = inside and not first
        mark = text[start] if stop - start == 1 else ""
        opens = mark in OPENING and mark != "" and not (inside and mark == '"')
        found[number] = first + 2 * (inside or opens)
        inside = (inside or opens) and not (inside and mark in CLOSING and mark != "")
        end = stop
    return found


PARTING = frozenset({",", ";", ":"})
OPENING, CLOSING = '“„"', '”"'


def attributions(weights: Weights, states: Floats, classes: Ints) -> list[Found]:
    """Every attribution of a text in order of the cues, from word states [words, CUE_SIZE + SIZE]
    (as cues, and as the layer takes them) and what ``surroundings`` gives."""
    tags = _linear(weights, "cue_out", np.maximum(states[:, :CUE_SIZE], 0))
    cues = cue_spans(tags, weights.get("attribution.moves", NO_MOVES))
    if not cues:
        return []
    words = layer(weights, states[:, CUE_SIZE:], tags, classes)
    found: list[Found] = []
    for start in range(0, len(cues), _CHUNK):
        chunk = cues[start : start + _CHUNK]
        spans = np.array([(first, last) for first, last, _ in chunk], dtype=np.int64)
        pointers, inside = around(weights, words, spans)
        chosen = decoded(pointers, inside, spans)
        found += [
            Found((first, last), source, content, score)
            for (first, last, score), (source, content) in zip(chunk, chosen, strict=True)
        ]
    return found


def layer(weights: Weights, states: Floats, tags: Floats, classes: Ints) -> Floats:
    """[words, SIZE] to the same: words that know the cues, marks and lines around them."""
    x = states + _odds(tags) @ weights["attribution.tag"]
    x = _normed(weights, "norm_in", x + weights["attribution.classes"][classes])
    x = _normed(weights, "norm_mid", x + _linear(weights, "mixed", _attended(weights, x)))
    inner = np.maximum(_linear(weights, "inner", x), 0)
    return _normed(weights, "norm_out", x + _linear(weights, "outer", inner))


def _attended(weights: Weights, x: Floats) -> Floats:
    """What each word takes from its block and the two beside it."""
    count, size = x.shape
    blocks = -(-count // BLOCK)
    qkv = np.zeros(((blocks + 2) * BLOCK, 3, HEADS, size // HEADS), dtype=np.float32)
    qkv[BLOCK : BLOCK + count] = _linear(weights, "qkv", x).reshape(count, 3, HEADS, -1)
    query = qkv[BLOCK:-BLOCK, 0].reshape(blocks, BLOCK, HEADS, -1).transpose(0, 2, 1, 3)
    scores = query @ _near(qkv[:, 1])
    scores += _by_distance(weights["attribution.distance"])
    scores[0, ..., :BLOCK] = -1e4  # what lies before the text, and behind it
    for block in range(max(0, blocks - 2), blocks):
        scores[block, ..., BLOCK + count - block * BLOCK :] = -1e4
    scores -= scores.max(-1, keepdims=True)
    np.exp(scores, out=scores)
    mixed: Floats = scores @ _near(qkv[:, 2]).swapaxes(-1, -2)
    mixed /= scores.sum(-1, keepdims=True)
    return mixed.transpose(0, 2, 1, 3).reshape(blocks * BLOCK, size)[:count]


def _near(rows: Floats) -> Floats:
    """[blocks, …, 3 * BLOCK]: the words of every block and of the two beside it, not copied."""
    return np.lib.stride_tricks.sliding_window_view(rows, 3 * BLOCK, axis=0)[::BLOCK]


def _by_distance(values: Floats) -> Floats:
    """[HEADS, BLOCK, 3 * BLOCK] of what ``values`` [HEADS, 4 * BLOCK] give for ``distances``, not
    copied: every word's row begins one earlier than the row of the word before."""
    rows = np.lib.stride_tricks.sliding_window_view(values[:, : 4 * BLOCK - 1], 3 * BLOCK, axis=1)
    return rows[:, ::-1]


def distances() -> Ints:
    """[BLOCK, 3 * BLOCK] numbers of the distance from a word to those it attends to."""
    return np.arange(3 * BLOCK)[None] - np.arange(BLOCK)[:, None] + BLOCK - 1


def around(weights: Weights, words: Floats, cues: Ints) -> tuple[Floats, Floats]:
    """Pointer scores [cues, WIDTH, 4] and inside-content scores [cues, WIDTH], from ``layer``."""
    index, real = neighbourhood(cues[:, 0], len(words))
    offsets = np.arange(-BEFORE, AFTER + 1)
    on_cue = (offsets >= 0) & (offsets <= cues[:, 1:] - cues[:, :1])
    means = np.stack([words[first : last + 1].mean(0) for first, last in cues.tolist()])
    low, high = int(index.min()), int(index.max()) + 1
    x = _linear(weights, "near", words[low:high])[index - low]
    x += _linear(weights, "cue", means)[:, None]
    x += weights["attribution.place"]
    x[on_cue] += weights["attribution.flag"]
    np.maximum(x, 0, out=x)
    x = _linear(weights, "hidden", x)
    np.maximum(x, 0, out=x)
    scores = _linear(weights, "out", x)
    scores[~real] = -1e4
    return scores[..., :4], scores[..., 4]


def decoded(
    pointers: Floats, inside: Floats, cues: Ints
) -> list[tuple[tuple[int, int] | None, tuple[tuple[int, int], ...]]]:
    """Source and pieces of content of every cue, by word numbers."""
    sources = _best_spans(pointers[..., 0], pointers[..., 1], LONGEST)
    contents = _best_spans(pointers[..., 2], pointers[..., 3], WIDTH)
    out = (inside < 0).tolist()
    found = []
    for row, (first, last) in enumerate(cues.tolist()):
        base = first - BEFORE
        length = last - first + 1
        source = _absent(sources[row])
        hull = _absent(contents[row])
        cue = (BEFORE, BEFORE + length - 1)
        pieces = () if hull is None else cut(hull, cue, source, out[row])
        found.append(
            (
                None if source is None else (base + source[0], base + source[1]),
                tuple((base + a, base + b) for a, b in pieces),
            )
        )
    return found


def cut(
    hull: tuple[int, int],
    cue: tuple[int, int],
    source: tuple[int, int] | None,
    out: Sequence[bool],
) -> list[tuple[int, int]]:
    """What of the hull is content: without cue and source and the words tagged out beside them."""
    first, last = hull
    holes = []
    for span in (cue, source):
        if span is None or span[1] < first or span[0] > last:
            continue
        left, right = max(span[0], first), min(span[1], last)
        while left > first and out[left - 1]:
            left -= 1
        while right < last and out[right + 1]:
            right += 1
        holes.append((left, right))
    found, start = [], first
    for left, right in sorted(holes):
        if left > start:
            found.append((start, left - 1))
        start = max(start, right + 1)
    if start <= last:
        found.append((start, last))
    return found


def _absent(span: tuple[int, int]) -> tuple[int, int] | None:
    return None if span == (BEFORE, BEFORE) else span


def _best_spans(starts: Floats, ends: Floats, longest: int) -> list[tuple[int, int]]:
    """The start and end with the best sum in order, at most so many words; "none" is one word."""
    best = np.maximum.accumulate(starts, axis=1)
    if longest < starts.shape[1]:
        best = starts.copy()
        width = 1
        while width < longest:
            step = min(width, longest - width)
            best[:, step:] = np.maximum(best[:, step:], best[:, :-step])
            width += step
    stop = (best + ends).argmax(1)
    found = []
    for row, last in enumerate(stop.tolist()):
        low = max(0, last + 1 - longest)
        found.append((low + int(starts[row, low : last + 1].argmax()), last))
    return found


def _odds(scores: Floats) -> Floats:
    odds: Floats = np.exp(scores - scores.max(-1, keepdims=True))
    odds /= odds.sum(-1, keepdims=True)
    return odds


def _linear(weights: Weights, name: str, x: Floats) -> Floats:
    product: Floats = x.reshape(-1, x.shape[-1]) @ weights[f"attribution.{name}.weight"].T
    product += weights[f"attribution.{name}.bias"]
    return product.reshape(*x.shape[:-1], -1)


def _normed(weights: Weights, name: str, x: Floats) -> Floats:
    centred = x - x.mean(-1, keepdims=True)
    scale = 1 / np.sqrt(np.einsum("...i,...i->...", centred, centred) / x.shape[-1] + 1e-5)
    normed: Floats = centred * scale[..., None] * weights[f"attribution.{name}.weight"]
    return normed + weights[f"attribution.{name}.bias"]


def said(weights: Weights, states: Floats, text: str, words: Sequence[Word]) -> Saids | None:
    """Every attribution of a text by character, from its word states and its words' offsets; None
    where the weights lack this head."""
    if "attribution.out.weight" not in weights:
        return None

    def span(first: int, last: int) -> Span:
        return Span(start=words[first][0], end=words[last][1])

    found = []
    for one in attributions(weights, states, surroundings(text, words)):
        pieces = [_trimmed(text, words, *piece) for piece in one.content]
        content = tuple(span(first, last) for first, last in pieces if first <= last)
        if content:
            source = span(*one.source) if one.source else None
            found.append(Said(span(*one.cue), source, content, one.score))
    return tuple(found)


def _trimmed(text: str, words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """A piece of content without commas at its edges: those belong to the interruption."""
    while first <= last and text[slice(*words[first])] in PARTING:
        first += 1
    while first <= last and text[slice(*words[last])] in PARTING:
        last -= 1
    return first, last
