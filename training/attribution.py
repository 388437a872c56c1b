"""Attribution on PolNeAR: cue tags, and pointers from each cue to its source and content.

Whole documents in raw text; one annotator's file a document; development scores from raw text.
"""

from __future__ import annotations

import random
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from secondsource.encoder import attribution as serving
from secondsource.encoder.attribution import AFTER, BEFORE, BLOCK, HEADS, PLACES, SIZE, WIDTH
from secondsource.encoder.windows import Window
from secondsource.records.reading import Span as Marked
from secondsource.syntax import Said
from training import polnear
from training.model import Reader
from training.polnear import Parts, Span, Spans
from training.precision import autocast
from training.tail import product_of
from training.texts import Cutter, Packed, fitted, pack

BUDGET = 2000  #: sub-words a batch
PACE = 30.0  #: nine transitions should learn faster than the matrices beside them
ROUND, CUES = 128, 16  #: words and cues are padded to a multiple of these


@dataclass(frozen=True, slots=True)
class Document:
    """A text, its words (offsets) and the attributions of one annotator."""

    text: str
    windows: list[Window]
    words: list[Span]
    parts: list[Parts]


@dataclass(frozen=True, slots=True)
class Batch:
    """Packed documents with their gold: ``tags``, ``classes`` and ``owners`` [words]
    (-100, 0 and -1 pad), and for each cue its
    ``cues`` [cues, 2] words, ``bounds`` of its document, ``pointers`` [cues, 4] (-100 where the
    word is out of reach) and ``inside`` [cues, WIDTH] (-1 where it does not matter)."""

    packed: Packed
    tags: Tensor
    classes: Tensor
    owners: Tensor
    cues: Tensor
    bounds: Tensor
    pointers: Tensor
    inside: Tensor


class AttributionHead(nn.Module):
    """As ``secondsource.encoder.attribution`` computes it."""

    def __init__(self, width: int = 384, size: int = SIZE, dropout: float = 0.2) -> None:
        super().__init__()
        self.cue_in, self.cue_out = nn.Linear(width, 192), nn.Linear(192, 3)
        self.moves = nn.Parameter(torch.zeros(3, 3))
        self.word = nn.Linear(width, size)
        self.tag = nn.Parameter(0.1 * torch.randn(3, size))
        self.classes = nn.Parameter(0.1 * torch.randn(PLACES, size))
        self.qkv, self.mixed = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.distance = nn.Parameter(torch.zeros(HEADS, 4 * BLOCK))
        self.inner, self.outer = nn.Linear(size, 2 * size), nn.Linear(2 * size, size)
        self.norm_in, self.norm_mid, self.norm_out = (nn.LayerNorm(size) for _ in range(3))
        self.near, self.cue = nn.Linear(size, size), nn.Linear(size, size)
        self.place = nn.Parameter(0.02 * torch.randn(WIDTH, size))
        self.flag = nn.Parameter(0.02 * torch.randn(size))
        self.hidden, self.out = nn.Linear(size, size), nn.Linear(size, 5)
        self.dropout, self.light = nn.Dropout(dropout), nn.Dropout(dropout / 2)

    def tags(self, words: Tensor) -> Tensor:
        """Cue scores [words, 3] of states [words, width]."""
        scores: Tensor = self.cue_out(self.light(torch.relu(self.cue_in(self.dropout(words)))))
        return scores

    def layer(self, words: Tensor, tags: Tensor, classes: Tensor, owners: Tensor) -> Tensor:
        """[words, size]; ``owners`` are the numbers of the words' documents. Rows are a multiple
        of BLOCK; the tags' scores get no gradient from here."""
        odds = torch.softmax(tags.detach().float(), -1)
        x = self.word(self.dropout(words)) + odds @ self.tag + self.classes[classes]
        x = self.light(self.norm_in(x))
        x = self.norm_mid(x + self.light(self.mixed(self._attended(x, owners))))
        inner = self.light(torch.relu(self.inner(x)))
        out: Tensor = self.norm_out(x + self.outer(inner))
        return out

    def _attended(self, x: Tensor, owners: Tensor) -> Tensor:
        count, size = x.shape
        blocks = count // BLOCK
        qkv = functional.pad(self.qkv(x), (0, 0, BLOCK, BLOCK)).view(-1, 3, HEADS, size // HEADS)
        near = torch.arange(blocks)[:, None] * BLOCK + torch.arange(3 * BLOCK)
        query = qkv[BLOCK:-BLOCK, 0].view(blocks, BLOCK, HEADS, -1).transpose(1, 2)
        scores = (query @ qkv[near, 1].permute(0, 2, 3, 1)).float() * (size // HEADS) ** -0.5
        scores = scores + self.distance[:, torch.from_numpy(serving.distances())]
        other = functional.pad(owners, (BLOCK, BLOCK), value=-1)[near]
        same = other.unsqueeze(1) == owners.view(blocks, BLOCK, 1)
        scores = scores.masked_fill(~same.unsqueeze(1), -1e4)
        mixed = torch.softmax(scores, -1).to(qkv.dtype) @ qkv[near, 2].transpose(1, 2)
        return mixed.transpose(1, 2).reshape(count, size)

    def around(self, words: Tensor, cues: Tensor, bounds: Tensor) -> tuple[Tensor, Tensor]:
        """Pointer scores [cues, WIDTH, 4] and inside scores [cues, WIDTH], from ``layer``."""
        offsets = torch.arange(-BEFORE, AFTER + 1)
        index = cues[:, :1] + offsets
        real = (index >= bounds[:, :1]) & (index < bounds[:, 1:])
        cue = self.cue(self._means(words, cues)).unsqueeze(1)
        on_cue = ((offsets >= 0) & (offsets <= cues[:, 1:] - cues[:, :1])).unsqueeze(-1)
        x = self.near(words)[index.clamp(0, len(words) - 1)] + self.place + cue
        x = self.light(torch.relu(x + on_cue * self.flag))
        scores = self.out(self.light(torch.relu(self.hidden(x)))).float()
        scores = scores.masked_fill(~real.unsqueeze(-1), -1e4)
        return scores[..., :4], scores[..., 4]

    def _means(self, states: Tensor, cues: Tensor) -> Tensor:
        sums = functional.pad(states.float().cumsum(0), (0, 0, 1, 0))
        lengths = cues[:, 1:] - cues[:, :1] + 1
        return (sums[cues[:, 1] + 1] - sums[cues[:, 0]]) / lengths


def arrays(head: AttributionHead) -> dict[str, NDArray[np.float16]]:
    """What the served head needs; queries and transitions come scaled already."""
    found = {
        f"attribution.{name}": value.detach().float() for name, value in head.state_dict().items()
    }
    found["attribution.moves"] = PACE * found["attribution.moves"]
    for name in ("weight", "bias"):
        scaled = found[f"attribution.qkv.{name}"].clone()
        scaled[:SIZE] *= (SIZE // HEADS) ** -0.5
        found[f"attribution.qkv.{name}"] = scaled
    return {name: value.cpu().numpy().astype(np.float16) for name, value in found.items()}


class AttributionTask:
    """PolNeAR as batches, losses and scores."""

    name = "attribution"
    mixes = ("attribution",)

    def __init__(self, data: Path, cutter: Cutter) -> None:
        self.data, self.cutter = data, cutter
        self.train = list(read(data / "polnear/train.jsonl.gz", cutter))

    @cached_property
    def dev(self) -> list[Document]:
        """Development documents."""
        return list(read(self.data / "polnear/dev.jsonl.gz", self.cutter))

    def batches(self, rng: random.Random) -> list[Batch]:
        """One epoch."""
        order = list(self.train)
        rng.shuffle(order)
        return [self.batch(group) for group in grouped(order)]

    def batch(self, documents: Sequence[Document]) -> Batch:
        """Documents after each other as tensors."""
        packed = pack([window for document in documents for window in document.windows])
        total = sum(len(document.words) for document in documents)
        assert len(packed.order) == total, "the cutter lost words"
        rows = -(-total // ROUND) * ROUND
        tags, owners = (np.full(rows, pad, dtype=np.int64) for pad in (-100, -1))
        classes = np.zeros(rows, dtype=np.int64)
        gold, base = [], 0
        for number, document in enumerate(documents):
            stop = base + len(document.words)
            found = list(targets(document))
            tags[base:stop] = cue_tags([cue for cue, _, _ in found], len(document.words))
            classes[base:stop] = serving.surroundings(document.text, document.words)
            owners[base:stop] = number
            gold += [((a + base, b + base), (base, stop), p, i) for (a, b), p, i in found]
            base = stop
        whole = (torch.from_numpy(array) for array in (tags, classes, owners))
        return Batch(packed, *whole, *_tensors(gold))

    def pieces(self, batch: Batch) -> int:
        """Sub-words."""
        return batch.packed.pieces

    def loss(self, model: Reader, head: AttributionHead, batch: Batch) -> dict[str, Tensor]:
        """The losses of a batch."""
        return self.losses(head, model.text_states(batch.packed, self.mixes), batch)

    def losses(
        self, head: AttributionHead, states: dict[str, Tensor], batch: Batch
    ) -> dict[str, Tensor]:
        """Loss of the chain of tags, cross-entropy of pointers, binary one of the cuts."""
        words = fitted(states["attribution"], len(batch.tags))
        scores = head.tags(words).float()
        tags = chain_loss(scores, batch.tags, PACE * head.moves)
        if not (batch.pointers >= 0).any():
            return {"cues": tags}
        words = head.layer(words, scores, batch.classes, batch.owners)
        pointers, inside = head.around(words, batch.cues, batch.bounds)
        pointed = functional.cross_entropy(
            pointers.transpose(1, 2).reshape(-1, WIDTH), batch.pointers.flatten(), ignore_index=-100
        )
        known = batch.inside >= 0
        cuts = functional.binary_cross_entropy_with_logits(
            inside[known], batch.inside[known].float()
        )
        return {"cues": tags, "pointers": pointed, "cuts": cuts}

    @torch.no_grad()
    def evaluate(self, model: Reader, head: AttributionHead) -> dict[str, float]:
        """Exact span F1 on the development documents, from raw text."""
        model.eval()
        head.eval()
        weights = {name: value.astype(np.float32) for name, value in arrays(head).items()}
        found = []
        for group in grouped(self.dev):
            packed = self.batch(group).packed
            with autocast():
                states = model.text_states(packed, self.mixes)["attribution"].float().numpy()
            base = 0
            for document in group:
                own = states[base : base + len(document.words)]
                served = product_of(weights, "saying", own)
                said = serving.said(weights, served, document.text, document.words)
                found.append(as_parts(said or ()))
                base += len(document.words)
        model.train()
        head.train()
        scored = polnear.scores([document.parts for document in self.dev], found)
        return {name: round(value, 2) for name, value in scored.items()}


def chain_loss(scores: Tensor, tags: Tensor, moves: Tensor) -> Tensor:
    """Negative log-likelihood, a word's mean, of tags [words] under the chain of
    ``serving.cue_spans`` (CRF, Lafferty et al. 2001). Words are a multiple of BLOCK; blocks are
    chains of their own, so that a batch takes BLOCK steps."""
    real = (tags >= 0).view(-1, BLOCK)
    right = tags.clamp(min=0).view(-1, BLOCK)
    logs = torch.log_softmax(scores, -1).view(-1, BLOCK, 3) * real.unsqueeze(-1)
    lawful = moves.masked_fill(~torch.from_numpy(serving.LAWFUL), -1e4)
    told = logs.gather(2, right.unsqueeze(2)).sum() + lawful[right[:, :-1], right[:, 1:]].sum()
    total = logs[:, 0]
    for place in range(1, BLOCK):
        total = torch.logsumexp(total.unsqueeze(2) + lawful, 1) + logs[:, place]
    return (torch.logsumexp(total, 1).sum() - told) / real.sum()


def read(path: Path, cutter: Cutter) -> Iterator[Document]:
    """Documents of a PolNeAR file, each with its first annotator's attributions."""
    for row in polnear.read(path):
        windows = cutter.windows(row.text)
        words = [word for window in windows for word in window.words]
        yield Document(row.text, windows, words, row.annotators[0])


def grouped(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Documents in groups of about BUDGET sub-words."""
    group: list[Document] = []
    size = 0
    for document in documents:
        length = len(document.words) * 5 // 4
        if group and size + length > BUDGET:
            yield group
            group, size = [], 0
        group.append(document)
        size += length
    if group:
        yield group


def targets(document: Document) -> Iterator[tuple[Span, list[int], NDArray[np.int64]]]:
    """For each attribution: the cue's words, its pointers and its inside tags."""
    starts, ends = [word[0] for word in document.words], [word[1] for word in document.words]

    def hull(spans: Spans) -> Span | None:
        if not spans:
            return None
        return bisect_right(ends, spans[0][0]), bisect_left(starts, spans[-1][1]) - 1

    for source, cue, content in document.parts:
        at = hull(cue)
        if at is None or at[1] < at[0]:
            continue
        base = at[0] - BEFORE
        pointers = [
            value for span in (hull(source), hull(content)) for value in _pointed(span, base)
        ]
        inside = np.full(WIDTH, -1, dtype=np.int64)
        whole = hull(content)
        if whole is not None and len(content) > 1:
            places = np.arange(base, base + WIDTH)
            inside[(places >= whole[0]) & (places <= whole[1])] = 0
            for piece in content:
                first, last = hull((piece,)) or (0, -1)
                inside[(places >= first) & (places <= last)] = 1
        elif whole is not None:
            places = np.arange(base, base + WIDTH)
            inside[(places >= whole[0]) & (places <= whole[1])] = 1
        yield at, pointers, inside


def _pointed(span: Span | None, base: int) -> list[int]:
    if span is None:
        return [BEFORE, BEFORE]
    return [place - base if 0 <= place - base < WIDTH else -100 for place in span]


def cue_tags(cues: Sequence[Span], words: int) -> NDArray[np.int64]:
    """BIO tags of all words."""
    tags = np.zeros(words, dtype=np.int64)
    for first, last in cues:
        tags[first] = serving.BEGIN
        tags[first + 1 : last + 1] = serving.INSIDE
    return tags


def _tensors(gold: list[tuple[Span, Span, list[int], NDArray[np.int64]]]) -> list[Tensor]:
    rows = max(1, -(-len(gold) // CUES)) * CUES
    cues, bounds = np.zeros((rows, 2), dtype=np.int64), np.zeros((rows, 2), dtype=np.int64)
    bounds[:, 1] = 1
    pointers = np.full((rows, 4), -100, dtype=np.int64)
    inside = np.full((rows, WIDTH), -1, dtype=np.int64)
    for row, (cue, bound, pointed, tags) in enumerate(gold):
        cues[row], bounds[row], pointers[row], inside[row] = cue, bound, pointed, tags
    return [torch.from_numpy(array) for array in (cues, bounds, pointers, inside)]


def as_parts(found: Sequence[Said]) -> list[Parts]:
    """Served attributions in the corpus's form."""

    def pairs(spans: Iterable[Marked]) -> Spans:
        return tuple((span.start, span.end) for span in spans)

    return [
        (pairs([s.source] if s.source else []), pairs([s.cue]), pairs(s.content)) for s in found
    ]
