"""The passages two reports have in common, and whether they are enough to say "reused".

Two stretches of text are laid beside each other from six equal words on, over words that were
replaced, dropped or added in between, as BLAST grows an alignment from its seeds (Altschul et al.
1990). What counts in a stretch are the words that its writer chose: names, figures and quotations
are the same in every honest report, and so are phrases of the trade. Two writers meet in phrases,
hardly ever in a whole sentence: one that both have counts for more than its words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
import numpy.typing as npt

from secondsource.records.reading import Span
from secondsource.story.shingles import WORDS, Wording

Passage = tuple[Span, Span]
Mask = npt.NDArray[np.bool_]

FREE = 6  #: chosen words of a stretch that don't count: any two writers meet in so many
SENTENCE = 8  #: chosen words that a whole sentence counts for beside its own
#: chosen words that are reuse, where they are such a share of the shorter text's
ENOUGH = ((24, 0.0), (20, 0.04), (16, 0.25))

_WHOLE = 0.6  #: of the words of the longer one, what two sentences have in common that are one
_FEWEST_WORDS, _FEWEST_CHOSEN = 7, 4  #: that such sentences have in common
_SKIPPED = 4  #: words in a row that may differ inside a stretch, on either side

_Pair = tuple[int, int]  #: an equal word: its index in the one and in the other


@dataclass(frozen=True, slots=True)
class _Run:
    """Equal words: where they begin in the one and the other, and how many."""

    one: int
    other: int
    length: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What two texts have in common: the stretches that count; how many chosen words they count
    for, and which share of the shorter text's that is."""

    stretches: tuple[tuple[_Pair, ...], ...]
    chosen: int
    share: float

    @property
    def is_reuse(self) -> bool:
        """Whether that is more than honest reports on one happening have in common."""
        return any(self.chosen >= words and self.share >= share for words, share in ENOUGH)


def find_shared(
    one: Wording, other: Wording, formulas: Mask | None = None, forms: Mask | None = None
) -> Shared:
    """What two texts share, stretch by stretch in the order of ``one``.

    ``formulas`` marks the words of ``one`` that belong to phrases of the trade, ``forms`` those
    that do whatever the names and figures in them: only what else a sentence says shows that it is
    somebody's own. Quoted words count in a stretch as far as those around them do. What stands in
    ``other`` more than once is matched with its first place, and counts once.
    """
    chosen = one.chosen if formulas is None else one.chosen & ~formulas
    own_chosen, (other_chosen, _) = chosen.tolist(), other.flags
    is_form = [False] * len(own_chosen) if forms is None else forms.tolist()
    own_quoted, other_quoted = one.flags[1], other.flags[1]
    seen: set[int] = set()
    total, kept = 0, list[tuple[_Pair, ...]]()
    for stretch in _stretches(one, other):
        fresh = [pair for pair in stretch if pair[1] not in seen]
        if not fresh:
            continue
        seen.update([there for _, there in fresh])
        own = sum([own_chosen[here] and other_chosen[there] for here, there in fresh])
        quoted = sum([own_quoted[here] or other_quoted[there] for here, there in fresh])
        counted = own + min(own, quoted) - FREE
        if own >= _FEWEST_CHOSEN and len(fresh) >= _FEWEST_WORDS:
            telling = [
                own_chosen[here] and other_chosen[there] and not is_form[here]
                for here, there in fresh
            ]
            counted += SENTENCE * _whole_sentences(one, other, fresh, telling)
        if counted > 0:
            total += counted
            kept.append(tuple(stretch))
    shorter = min(one.own_words, other.own_words)
    return Shared(tuple(kept), total, total / shorter if shorter else 0.0)


def passages(one: Wording, other: Wording, shared: Shared) -> tuple[Passage, ...]:
    """The pieces of what two texts share that are ``WORDS`` words or longer and the same word for
    word."""
    return tuple(
        (_span(one, run.one, run.length), _span(other, run.other, run.length))
        for stretch in shared.stretches
        for run in _cut(stretch)
        if run.length >= WORDS
    )


def _whole_sentences(
    one: Wording, other: Wording, pairs: Sequence[_Pair], telling: Sequence[bool]
) -> int:
    """How many sentences of the one are nearly word for word a sentence of the other."""
    (here, lengths), (there, other_lengths) = one.sentences, other.sentences
    sentences = [(here[own], there[theirs]) for own, theirs in pairs]
    telling_words = Counter(compress(sentences, telling))
    return sum(
        count >= _FEWEST_WORDS
        and telling_words[own, theirs] >= _FEWEST_CHOSEN
        and count >= _WHOLE * max(lengths[own], other_lengths[theirs])
        for (own, theirs), count in Counter(sentences).items()
    )


def _stretches(one: Wording, other: Wording) -> Iterator[list[_Pair]]:
    """Equal words in order, stretch by stretch; none overlaps another in ``one``."""
    texts = _Texts(_Side(one), _Side(other))
    end = 0
    for here, there in _seeds(one, other):
        if here < end:
            continue
        back: list[_Pair] = []
        for pair in texts.beyond(here, there, -1):
            if pair[0] < end:
                break
            back.append(pair)
        stretch = [*reversed(back), (here, there), *texts.beyond(here, there, 1)]
        end = stretch[-1][0] + 1
        yield stretch


def _seeds(one: Wording, other: Wording) -> list[_Pair]:
    """Where each run of shared shingles begins in the one and in the other."""
    if not len(other.shingles):
        return []
    shingles, first = other.ascending
    found = np.minimum(np.searchsorted(shingles, one.shingles), len(shingles) - 1)
    shared = shingles[found] == one.shingles
    here, there = one.at[shared], other.at[first[found[shared]]]
    begins = np.ones(len(here), dtype=np.bool_)
    begins[1:] = (here[1:] - here[:-1] != 1) | (there[1:] - there[:-1] != 1)
    return list(zip(here[begins].tolist(), there[begins].tolist(), strict=True))


class _Side:
    """A text's words as plain numbers, and the piece between boilerplate that each stands in."""

    def __init__(self, wording: Wording) -> None:
        self.words, self.pieces = wording.numbers


@dataclass(frozen=True, slots=True)
class _Texts:
    one: _Side
    other: _Side

    def beyond(self, here: int, there: int, step: int) -> Iterator[_Pair]:
        """Equal words after (``step`` 1) or before (-1) a pair of equal words, outwards, as far
        as the two pieces of text reach."""
        words, pieces = self.one.words, self.one.pieces
        other_words, other_pieces = self.other.words, self.other.pieces
        piece, other_piece = pieces[here], other_pieces[there]
        while True:
            after, other_after = here + step, there + step
            if not (  # ``_equal``, written out: most of the time goes by here
                0 <= after < len(words)
                and 0 <= other_after < len(other_words)
                and words[after] == other_words[other_after]
                and pieces[after] == piece
                and other_pieces[other_after] == other_piece
            ):
                found = self._resumed(here, there, step, (piece, other_piece))
                if found is None:
                    return
                after, other_after = found
            yield after, other_after
            here, there = after, other_after

    def _resumed(self, here: int, there: int, step: int, pieces: _Pair) -> _Pair | None:
        """The nearest place beyond a difference where two words in a row are equal again."""
        if set(_near(self.one.words, here, step)).isdisjoint(_near(self.other.words, there, step)):
            return None  # so it is with most, and quickly told
        for left_out, left_out_there in _DIFFERENCES:
            one, other = here + step * (1 + left_out), there + step * (1 + left_out_there)
            if self._equal(one, other, pieces) and self._equal(one + step, other + step, pieces):
                return one, other
        return None

    def _equal(self, here: int, there: int, pieces: _Pair) -> bool:
        one, other = self.one, self.other
        return (
            0 <= here < len(one.words)
            and 0 <= there < len(other.words)
            and one.words[here] == other.words[there]
            and one.pieces[here] == pieces[0]
            and other.pieces[there] == pieces[1]
        )


def _near(words: list[int], place: int, step: int) -> list[int]:
    """The words beyond a place that a difference may lead to."""
    if step > 0:
        return words[place + 1 : place + 2 + _SKIPPED]
    return words[max(0, place - 1 - _SKIPPED) : place]


#: words left out in the one and in the other, the smallest differences first
_DIFFERENCES = sorted(
    ((one, other) for one in range(_SKIPPED + 1) for other in range(_SKIPPED + 1) if one or other),
    key=lambda pair: (max(pair), sum(pair), pair),
)


def _cut(stretch: tuple[_Pair, ...]) -> Iterator[_Run]:
    """The runs of a stretch in which no word differs."""
    first = 0
    for place in range(1, len(stretch) + 1):
        here, there = stretch[place - 1]
        if place == len(stretch) or stretch[place] != (here + 1, there + 1):
            yield _Run(*stretch[first], place - first)
            first = place


def _span(wording: Wording, first: int, length: int) -> Span:
    return Span(start=int(wording.starts[first]), end=int(wording.ends[first + length - 1]))
