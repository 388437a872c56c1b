"""Entity spans with two sets of kinds: GUM's mentions (nested) and CrossNER's names (flat).

GUM is read as whole documents, CrossNER as single sentences; both see gold words and sentences.
CrossNER has 200 training sentences: each epoch shows them REPEATS times, most of the time with
some names exchanged for names of the same kind (Dai and Adel 2020), of the other sentences or of
``inventions``.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from secondsource.encoder import decode
from secondsource.encoder.entities import MAX_WIDTH, MENTION_KINDS, NAME_KINDS
from training import conllu, inventions
from training.model import Reader
from training.precision import autocast
from training.texts import Cutter, Packed, fitted, pack

BUDGET = 2000  #: sub-words a batch
ROUND = 128  #: word counts are padded to a multiple of this
REPEATS = 4  #: times that an epoch shows CrossNER's sentences
EXCHANGED = 0.5  #: share of names exchanged in a shown sentence that is changed at all
INVENTED = 0.5  #: share of exchanged names that come from ``inventions``, where it has the kind
KINDS = {"mentions": MENTION_KINDS, "names": NAME_KINDS}
#: What "none" loses when spans are read: a head that has seen 200 sentences is too shy with new
#: names (on the development part precision 70, recall 52 without it).
SHY = {"mentions": 0.0, "names": 1.5}

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its words (offsets), where each sentence begins, and its spans by word."""

    text: str
    words: list[tuple[int, int]]
    edges: list[int]  #: word numbers of sentence starts, then the number of words
    spans: list[Span]


@dataclass(frozen=True, slots=True)
class Batch:
    """Packed texts; ``gold`` [words, MAX_WIDTH] holds labels, -100 for no span at all."""

    packed: Packed
    source: str  #: of KINDS
    gold: Tensor


class EntitiesHead(nn.Module):
    """Scores every span of up to MAX_WIDTH words by one shared state."""

    def __init__(self, width: int = 384, size: int = 256, dropout: float = 0.2) -> None:
        super().__init__()
        self.first = nn.Linear(width, size)
        self.last = nn.Linear(width, size, bias=False)
        self.mean = nn.Linear(width, size, bias=False)
        self.width = nn.Parameter(0.02 * torch.randn(MAX_WIDTH, size))
        self.mentions = nn.Linear(size, len(MENTION_KINDS))
        self.names = nn.Linear(size, len(NAME_KINDS))
        self.dropout, self.inner = nn.Dropout(dropout), nn.Dropout(dropout)

    def states(self, words: Tensor) -> Tensor:
        """[words, width] to [words, MAX_WIDTH, size]: the span from a word over so many words."""
        words = self.dropout(words)
        count = words.shape[0]
        last, mean = self.last(words).float(), self.mean(words).float()
        sums = functional.pad(mean.cumsum(0), (0, 0, 1, MAX_WIDTH - 1))
        sums[count + 1 :] = sums[count]
        last = functional.pad(last, (0, 0, 0, MAX_WIDTH - 1))
        parts = [
            last[w : w + count] + (sums[w + 1 : w + 1 + count] - sums[:count]) / (w + 1)
            for w in range(MAX_WIDTH)
        ]
        spans = torch.stack(parts, 1) + self.first(words).float().unsqueeze(1) + self.width
        return self.inner(functional.relu(spans))

    def forward(self, words: Tensor, source: str) -> Tensor:
        """Label scores [words, MAX_WIDTH, kinds] of the output ``source``."""
        output: nn.Linear = getattr(self, source)
        scores: Tensor = output(self.states(words))
        return scores


def arrays(head: EntitiesHead) -> dict[str, NDArray[np.float16]]:
    """What the served head needs; ``SHY`` is in the biases."""
    found = {name: value.detach().float().numpy() for name, value in head.state_dict().items()}
    for source, lost in SHY.items():
        found[f"{source}.bias"] = found[f"{source}.bias"] - lost * _none(source)
    return {f"entities.{name}": value.astype(np.float16) for name, value in found.items()}


def _none(source: str) -> NDArray[np.float32]:
    return np.eye(1, len(KINDS[source]), dtype=np.float32)[0]


class EntitiesTask:
    """GUM documents and CrossNER sentences as batches, losses and scores."""

    name = "entities"
    mixes = ("entity",)

    def __init__(self, data: Path, cutter: Cutter) -> None:
        self.data, self.cutter = data, cutter
        documents = conllu.read(data / "gum/gum_permissive-train.conllu.gz")
        self.documents = [from_treebank(document) for document in documents]
        self.sentences = list(from_columns(data / "ner/crossner_politics-train.txt"))
        self.pool: dict[str, list[str]] = {}
        for sentence in self.sentences:
            for first, last, kind in sentence.spans:
                self.pool.setdefault(kind, []).append(_printed(sentence, first, last))
        self.further = inventions.further(data, random.Random(1))

    @cached_property
    def dev(self) -> dict[str, list[Text]]:
        """Development texts of both sets."""
        documents = conllu.read(self.data / "gum/gum_permissive-dev.conllu.gz")
        return {
            "mentions": [from_treebank(document) for document in documents],
            "names": list(from_columns(self.data / "ner/crossner_politics-dev.txt")),
        }

    def names(self, rng: random.Random) -> list[Batch]:
        """CrossNER's sentences as an epoch shows them."""
        found: list[Batch] = []
        for _ in range(REPEATS):
            shown = [
                exchanged(sentence, self._other, rng) if rng.random() < 0.7 else sentence
                for sentence in self.sentences
            ]
            found += self._grouped(shown, "names", rng)
        return found

    def _other(self, kind: str, rng: random.Random) -> str:
        """A name of the kind, its words parted by blanks."""
        made = self.further.get(kind)
        return rng.choice(made if made and rng.random() < INVENTED else self.pool[kind])

    def _grouped(
        self, texts: Sequence[Text], source: str, rng: random.Random | None = None
    ) -> Iterator[Batch]:
        ordered = list(texts)
        if rng:
            rng.shuffle(ordered)
        group: list[Text] = []
        size = 0
        for text in ordered:
            length = len(text.text) // 4
            if group and size + length > BUDGET:
                yield self.batch(group, source)
                group, size = [], 0
            group.append(text)
            size += length
        if group:
            yield self.batch(group, source)

    def batch(self, texts: Sequence[Text], source: str) -> Batch:
        """Texts after each other as tensors."""
        windows = [w for text in texts for w in self.cutter.windows(text.text, text.words)]
        packed = pack(windows)
        total = sum(len(text.words) for text in texts)
        assert len(packed.order) == total, "the cutter lost words"
        grid = np.concatenate([gold(text, KINDS[source]) for text in texts])
        rows = -(-total // ROUND) * ROUND
        padded = np.full((rows, MAX_WIDTH), -100, dtype=np.int64)
        padded[:total] = grid
        return Batch(packed, source, torch.from_numpy(padded))

    def losses(
        self, head: EntitiesHead, states: dict[str, Tensor], batch: Batch
    ) -> dict[str, Tensor]:
        """Cross-entropy of all spans, summed over the widths, a word's mean."""
        scores = head(fitted(states["entity"], len(batch.gold)), batch.source).float()
        total = functional.cross_entropy(
            scores.flatten(0, 1), batch.gold.flatten(), ignore_index=-100, reduction="sum"
        )
        return {batch.source: total / (batch.gold[:, 0] >= 0).sum()}

    @torch.no_grad()
    def evaluate(self, model: Reader, head: EntitiesHead) -> dict[str, float]:
        """Span F1 with gold words and sentences, typed and untyped, of both development sets."""
        model.eval()
        head.eval()
        scores: dict[str, float] = {}
        for source, texts in self.dev.items():
            found: list[list[Span]] = []
            for batch, group in zip(*self.dev_batches(source), strict=True):
                with autocast():
                    states = model.text_states(batch.packed, self.mixes)["entity"]
                    logits = head(fitted(states, len(batch.gold)), source).float().numpy()
                found += decoded(logits - SHY[source] * _none(source), group, source)
            scores |= f1(texts, found, source)
        model.train()
        head.train()
        return scores

    def dev_batches(self, source: str) -> tuple[list[Batch], list[list[Text]]]:
        """Development batches with their texts, in order."""
        size = 1 if source == "mentions" else 60
        texts = self.dev[source]
        groups = [texts[i : i + size] for i in range(0, len(texts), size)]
        return [self.batch(group, source) for group in groups], groups


def from_treebank(document: conllu.Document) -> Text:
    """A treebank document with its entity spans."""
    text, offsets = conllu.raw_text(document)
    edges = [0, *accumulate(len(sentence) for sentence in offsets)]
    spans = [
        (edge + first, edge + last, kind)
        for edge, sentence in zip(edges, document.sentences, strict=False)
        for first, last, kind in sentence.entities
    ]
    return Text(text, [word for sentence in offsets for word in sentence], edges, spans)


def from_columns(path: Path) -> Iterator[Text]:
    """Sentences of a file with one word and its BIO tag a line."""
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        word, _, tag = line.partition("\t")
        if line:
            rows.append((word, tag))
        elif rows:
            yield from_words([word for word, _ in rows], bio([tag for _, tag in rows]))
            rows = []


def from_words(words: Sequence[str], spans: list[Span]) -> Text:
    """One sentence printed from its words."""
    text, places = "", []
    for word in words:
        glued = not text or word in _CLOSING or text[-1] in "(["
        text += word if glued else f" {word}"
        places.append((len(text) - len(word), len(text)))
    return Text(text, places, [0, len(words)], spans)


_CLOSING = frozenset({",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "'", "n't"})


def bio(tags: Sequence[str]) -> list[Span]:
    """Spans of BIO tags."""
    found: list[Span] = []
    for index, tag in enumerate(tags):
        mark, _, kind = tag.partition("-")
        if mark == "I" and found and found[-1][1:] == (index - 1, kind):
            found[-1] = (found[-1][0], index, kind)
        elif mark in {"B", "I"}:
            found.append((index, index, kind))
    return found


def exchanged(text: Text, other: Callable[[str, random.Random], str], rng: random.Random) -> Text:
    """The sentence with some of its names exchanged for others of their kind."""
    words: list[str] = []
    spans: list[Span] = []
    at = 0
    for first, last, kind in text.spans:
        words += [text.text[slice(*place)] for place in text.words[at:first]]
        name = _printed(text, first, last)
        if rng.random() < EXCHANGED:
            name = other(kind, rng)
        spans.append((len(words), len(words) + len(name.split(" ")) - 1, kind))
        words += name.split(" ")
        at = last + 1
    words += [text.text[slice(*place)] for place in text.words[at:]]
    return from_words(words, spans)


def _printed(text: Text, first: int, last: int) -> str:
    return " ".join(text.text[slice(*place)] for place in text.words[first : last + 1])


def gold(text: Text, kinds: Sequence[str]) -> NDArray[np.int64]:
    """[words, MAX_WIDTH] labels; -100 where a span would leave its sentence."""
    grid = np.full((len(text.words), MAX_WIDTH), -100, dtype=np.int64)
    for start, stop in zip(text.edges, text.edges[1:], strict=False):
        for width in range(min(MAX_WIDTH, stop - start)):
            grid[start : stop - width, width] = 0
    for first, last, kind in text.spans:
        if last - first < MAX_WIDTH:
            grid[first, last - first] = kinds.index(kind)
    return grid


def decoded(logits: NDArray[np.float32], texts: Sequence[Text], source: str) -> list[list[Span]]:
    """Spans of texts that were scored after each other."""
    found, base = [], 0
    for text in texts:
        spans: list[Span] = []
        for start, stop in zip(text.edges, text.edges[1:], strict=False):
            scores = logits[base + start : base + stop]
            margins = scores[..., 1:].max(-1) - scores[..., 0]
            labels = scores[..., 1:].argmax(-1) + 1
            spans += [
                (start + first, start + last, KINDS[source][label])
                for first, last, label, _ in decode.spans(labels, margins, source == "names")
            ]
        found.append(spans)
        base += len(text.words)
    return found


def f1(texts: Sequence[Text], found: Sequence[Sequence[Span]], source: str) -> dict[str, float]:
    """Typed and untyped span F1 in percent; spans too long for the head count as missed."""
    scores = {}
    for name, width in (("typed", 3), ("untyped", 2)):
        right = sizes = 0
        for text, spans in zip(texts, found, strict=True):
            want, got = ({span[:width] for span in group} for group in (text.spans, spans))
            right += len(want & got)
            sizes += len(want) + len(got)
        scores[f"{source} {name}"] = round(200 * right / max(sizes, 1), 2)
    return scores
