"""The same utterance across reports, aligned word by word: shortened, or altered.

Two quotations are one utterance when one is contained in the other or when their words align
closely, and no speaker contradicts. Words in square brackets are an editor's and match anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from hashlib import sha256

from secondsource.reconciling.page import Page
from secondsource.reconciling.sharedtext import Clusters
from secondsource.records.reading import Quote
from secondsource.records.story import QuoteVersion, StoryQuote

_WORD = re.compile(r"\[[^\]]*\]|\w+(?:['’-]\w+)*")
_SIMILAR = 0.72
_SHORT = 4  # below this many words two quotations must be equal


@dataclass(frozen=True)
class _Utterance:
    page: Page
    quote: Quote
    words: tuple[str, ...]
    speaker: str | None

    @cached_property
    def key(self) -> str:
        return f"{self.page.report}\x1f{self.quote.start:09d}"

    @cached_property
    def grams(self) -> frozenset[tuple[str, ...]]:
        plain = [word for word in self.words if not word.startswith("[")]
        size = min(3, len(plain))
        return frozenset(tuple(plain[i : i + size]) for i in range(len(plain) - size + 1))


def story_quotes(pages: Iterable[Page]) -> tuple[StoryQuote, ...]:
    """Every utterance with its versions; utterances that several reports print come first."""
    utterances = sorted((u for page in pages for u in _utterances(page)), key=lambda u: u.key)
    clusters, holders = Clusters(), dict[tuple[str, ...], list[int]]()
    for number, utterance in enumerate(utterances):
        seen: set[int] = set()
        for gram in sorted(utterance.grams):
            for other in holders.setdefault(gram, []):
                if other not in seen and _may_join(utterances[other], utterance, clusters):
                    clusters.join(utterances[other].key, utterance.key)
                seen.add(other)
            holders[gram].append(number)
    gathered: dict[str, list[_Utterance]] = {}
    for utterance in utterances:
        gathered.setdefault(clusters.find(utterance.key), []).append(utterance)
    quotes = [_quote(group) for group in gathered.values() if _worth(group)]
    return tuple(sorted(quotes, key=lambda q: (-len({v.report for v in q.versions}), q.id)))


def _utterances(page: Page) -> Iterable[_Utterance]:
    for quote in page.reading.quotes:
        words = tuple(
            word.lower().replace("’", "'")
            for word in _WORD.findall(page.text[quote.start : quote.end])
        )
        if words:
            speaker = page.cast.of(page.report, quote.speaker)
            yield _Utterance(page=page, quote=quote, words=words, speaker=speaker)


def _may_join(one: _Utterance, other: _Utterance, clusters: Clusters) -> bool:
    if clusters.find(one.key) == clusters.find(other.key):
        return False
    if (
        one.speaker
        and other.speaker
        and one.speaker != other.speaker
        and min(len(one.words), len(other.words)) < 2 * _SHORT
    ):
        return False
    return _same_utterance(one.words, other.words)


def _same_utterance(one: Sequence[str], other: Sequence[str]) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORT:
        return list(short) == list(long)
    return contained(short, long) or _ratio(short, long) >= _SIMILAR


def _ratio(short: Sequence[str], long: Sequence[str]) -> float:
    """Share of the shorter quotation that aligns, in order, with the longer."""
    blocks = SequenceMatcher(None, short, long, autojunk=False).get_matching_blocks()
    bracketed = sum(word.startswith("[") for word in short)
    return sum(block.size for block in blocks) / max(1, len(short) - bracketed)


def contained(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the shorter quotation is a run of words of the longer: truncated, not altered."""
    return any(
        all(_fits(a, b) for a, b in zip(short, long[start:], strict=False))
        for start in range(len(long) - len(short) + 1)
    )


def _fits(word: str, other: str) -> bool:
    return word == other or word.startswith("[") or other.startswith("[")


def _worth(group: Sequence[_Utterance]) -> bool:
    several = len({u.page.report for u in group}) > 1
    return several or any(not u.quote.fragment and len(u.words) >= _SHORT for u in group)


def _quote(group: Sequence[_Utterance]) -> StoryQuote:
    longest = max(group, key=lambda u: (len(u.words), u.words))
    altered = any(not contained(u.words, longest.words) for u in group)
    joined = "\x1f".join(sorted({" ".join(u.words) for u in group}))
    speakers = sorted({u.speaker for u in group if u.speaker}, key=lambda s: _votes(group, s))
    return StoryQuote(
        id="q" + sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12],
        speaker=speakers[0] if speakers else None,
        versions=tuple(
            QuoteVersion(report=u.page.report, start=u.quote.start, end=u.quote.end) for u in group
        ),
        altered=altered,
    )


def _votes(group: Sequence[_Utterance], speaker: str) -> tuple[int, str]:
    return (-sum(u.speaker == speaker for u in group), speaker)
