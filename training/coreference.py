"""Coreference on GUM: each mention ranks what comes before it, whole documents.

Training sees gold mentions with some noise (a few left out, and noun phrases without a mention put
in, as in serving), so that it also learns to leave found spans alone. The loss is the marginal
likelihood of all right antecedents, "none" among them (Lee et al. 2017).
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.corefscores import conll, tallies
from secondsource.encoder.coreference import MEETING_SIZE, MEETINGS, clusters
from secondsource.encoder.entities import MENTION_KINDS
from secondsource.encoder.mentions import CLASSES, Mention, class_matrix, mentions
from secondsource.encoder.pairs import PAIRS, candidates, pair_features
from secondsource.encoder.phrases import phrases
from secondsource.records.reading import Sentence, Token
from secondsource.syntax import Tree
from training import conllu
from training.model import Reader
from training.precision import autocast
from training.texts import Cutter, Packed, pack

ROUND = 64  #: mention counts are padded to a multiple of this
LEFT_OUT, MISLABELLED = 0.1, 0.1
Place = tuple[int, int, int]  #: sentence, first word, last word


@dataclass(frozen=True, slots=True)
class Document:
    """A document with its trees; ``groups`` gives every mention's entity and kind."""

    text: str
    words: list[tuple[int, int]]
    trees: list[Tree]
    groups: dict[Place, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the head reads of a document's mentions, padded to [mentions, candidates]."""

    edges: Tensor  #: [mentions, 3] numbers of first, last and head word in the text
    classes: Tensor
    earlier: Tensor
    real: Tensor
    pairs: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """One document: packed words, mentions, and which candidates denote the same."""

    packed: Packed
    inputs: Inputs
    same: Tensor


class CoreferenceHead(nn.Module):
    """Scores of a mention's candidates and of "none" (column 0).

    Both mentions' states meet in MEETINGS bilinear products, which join the pair's cheap features
    as the input of one hidden layer: as good as a product of the states and far cheaper.
    """

    def __init__(
        self, width: int = 384, size: int = 192, hidden: int = 96, dropout: float = 0.3
    ) -> None:
        super().__init__()
        self.first, self.last = nn.Linear(width, size), nn.Linear(width, size, bias=False)
        self.mean, self.head = (nn.Linear(width, size, bias=False) for _ in range(2))
        self.classes = nn.Linear(sum(CLASSES), size, bias=False)
        self.later, self.earlier = nn.Linear(size, hidden), nn.Linear(size, hidden, bias=False)
        self.query = nn.Linear(size, MEETINGS * MEETING_SIZE)
        self.key = nn.Linear(size, MEETINGS * MEETING_SIZE)
        self.pairs = nn.Linear(PAIRS + MEETINGS, hidden, bias=False)
        self.out = nn.Linear(hidden, 1)
        self.new = nn.Linear(size, 1)
        self.dropout, self.inner = nn.Dropout(dropout), nn.Dropout(dropout)

    def states(self, words: Tensor, inputs: Inputs) -> Tensor:
        """[mentions, size]."""
        words = self.dropout(words)
        first, last, head = inputs.edges.unbind(1)
        sums = functional.pad(self.mean(words).float().cumsum(0), (0, 0, 1, 0))
        means = (sums[last + 1] - sums[first]) / (last - first + 1).unsqueeze(1)
        ends = self.first(words)[first] + self.last(words)[last] + self.head(words)[head]
        return functional.relu(ends.float() + means + self.classes(inputs.classes).float())

    def forward(self, words: Tensor, inputs: Inputs) -> Tensor:
        """[mentions, 1 + candidates]; candidates that are not real score -1e4."""
        states = self.inner(self.states(words, inputs))
        count, earlier = len(states), inputs.earlier
        query, key = (
            part(states).view(count, MEETINGS, MEETING_SIZE).transpose(0, 1)
            for part in (self.query, self.key)
        )
        met = (query @ key.transpose(1, 2)).float() / MEETING_SIZE**0.5
        met = met.gather(2, earlier.expand(MEETINGS, -1, -1)).permute(1, 2, 0)
        hidden = self.pairs(torch.cat([inputs.pairs, met], 2))
        hidden = hidden + self.later(states).unsqueeze(1) + self.earlier(states)[earlier]
        scores = self.out(self.inner(functional.relu(hidden))).squeeze(-1).float()
        scores = scores.masked_fill(~inputs.real, -1e4)
        return torch.cat([self.new(states).float(), scores], 1)


def arrays(head: CoreferenceHead) -> dict[str, NDArray[np.float16]]:
    """What the served head needs."""
    return {
        f"coreference.{name}": value.detach().float().numpy().astype(np.float16)
        for name, value in head.state_dict().items()
    }


class CoreferenceTask:
    """GUM documents as batches, loss and scores."""

    name = "coreference"
    mixes = ("coreference",)

    def __init__(self, data: Path, cutter: Cutter) -> None:
        self.data, self.cutter = data, cutter
        path = data / "gum/gum_permissive-train.conllu.gz"
        self.documents = [from_treebank(document) for document in conllu.read(path)]

    @cached_property
    def dev(self) -> list[Document]:
        """Development documents."""
        path = self.data / "gum/gum_permissive-dev.conllu.gz"
        return [from_treebank(document) for document in conllu.read(path)]

    def batch(
        self,
        document: Document,
        spans: Sequence[tuple[int, int, int, str]],
        packed: Packed | None = None,
    ) -> Batch:
        """A document with some spans as mentions; ``packed`` where its words are packed already."""
        packed = packed or pack(self.cutter.windows(document.text, document.words))
        found = mentions(document.trees, spans)
        inputs = prepared(found)
        groups = np.full(len(inputs.edges), -1, dtype=np.int64)
        for row, mention in enumerate(found):
            groups[row] = document.groups.get(place(mention), (-1 - row, ""))[0]
        earlier = inputs.earlier.numpy()
        same = (groups[:, None] == groups[earlier]) & inputs.real.numpy()
        return Batch(packed, inputs, torch.from_numpy(same))

    def losses(
        self, head: CoreferenceHead, states: dict[str, Tensor], batch: Batch
    ) -> dict[str, Tensor]:
        """Mean negative log-likelihood of the right antecedents."""
        scores = head(states["coreference"], batch.inputs)
        none = ~batch.same.any(1, keepdim=True)
        right = torch.cat([none, batch.same], 1)
        kept = torch.logsumexp(scores.masked_fill(~right, -1e4), 1)
        used = batch.inputs.classes.any(1)
        return {"coreference": (torch.logsumexp(scores, 1) - kept)[used].mean()}

    @torch.no_grad()
    def evaluate(self, model: Reader, head: CoreferenceHead) -> dict[str, float]:
        """CoNLL and LEA F1 with gold mentions and trees, without singletons."""
        model.eval()
        head.eval()
        pairs = []
        for document in self.dev:
            spans = [(*where, kind) for where, (_, kind) in document.groups.items()]
            batch = self.batch(document, spans)
            with autocast():
                states = model.text_states(batch.packed, self.mixes)
                scores = head(states["coreference"], batch.inputs)
            found = mentions(document.trees, spans)
            pairs.append((gold(document), decoded(found, scores, batch.inputs)))
        model.train()
        head.train()
        totals = tallies(pairs)
        return {"CoNLL": round(conll(totals), 2)} | {
            name: round(tally.f1, 2) for name, tally in totals.items()
        }


def prepared(found: Sequence[Mention]) -> Inputs:
    """Tensors of mentions."""
    earlier, real = candidates(found)
    rows = -(-max(len(found), 1) // ROUND) * ROUND
    later, column = np.nonzero(real)
    pairs = np.zeros((rows, real.shape[1], PAIRS), dtype=np.float32)
    pairs[later, column] = pair_features(found, later, earlier[later, column])
    edges = np.array(
        [[m.base + m.first, m.base + m.last, m.base + m.head] for m in found], dtype=np.int64
    ).reshape(-1, 3)

    def padded(array: NDArray[np.generic]) -> Tensor:
        width = [(0, rows - len(array))] + [(0, 0)] * (array.ndim - 1)
        return torch.from_numpy(np.pad(array, width))

    return Inputs(
        padded(edges), padded(class_matrix(found)), padded(earlier), padded(real),
        torch.from_numpy(pairs),
    )  # fmt: skip


def place(mention: Mention) -> Place:
    """Where a mention stands."""
    return mention.sentence, mention.first, mention.last


def gold(document: Document) -> list[set[Place]]:
    """Gold clusters, singletons too."""
    groups: dict[int, set[Place]] = defaultdict(set)
    for where, (group, _) in document.groups.items():
        groups[group].add(where)
    return list(groups.values())


def decoded(found: Sequence[Mention], scores: Tensor, inputs: Inputs) -> list[set[Place]]:
    """Clusters that the scores make."""
    groups = clusters(scores[: len(found)].numpy(), inputs.earlier[: len(found)].numpy())
    return [{place(found[i]) for i in group} for group in groups]


def from_treebank(document: conllu.Document) -> Document:
    """Text, trees and mentions of a treebank document."""
    text, offsets = conllu.raw_text(document)
    trees = [
        tree(text, sentence, places)
        for sentence, places in zip(document.sentences, offsets, strict=True)
    ]
    groups: dict[Place, tuple[int, str]] = {}
    for number, sentence in enumerate(document.sentences):
        for first, last, kind, group in marked(sentence):
            groups.setdefault((number, first, last), (group, kind))
    return Document(text, [w for sentence in offsets for w in sentence], trees, groups)


def tree(text: str, sentence: conllu.Sentence, places: Sequence[tuple[int, int]]) -> Tree:
    """The gold tree of a sentence."""
    tokens = tuple(
        Token(
            start=start, end=end, lemma=word.lemma, upos=word.upos, head=word.head,
            deprel=word.deprel, feats=None if word.feats == "_" else word.feats,
        )
        for word, (start, end) in zip(sentence.words, places, strict=True)
    )  # fmt: skip
    return Tree(text, Sentence(start=places[0][0], end=places[-1][1], tokens=tokens))


def marked(sentence: conllu.Sentence) -> list[tuple[int, int, str, int]]:
    """Mentions (first, last, kind, entity) of a sentence."""
    found: list[tuple[int, int, str, int]] = []
    opened: dict[str, list[tuple[int, str]]] = {}
    for index, word in enumerate(sentence.words):
        value = next((m[7:] for m in word.misc.split("|") if m.startswith("Entity=")), "")
        for opens, kind, closes in conllu.entity_marks(value):
            if opens:
                opened.setdefault(opens, []).append((index, kind))
            if closes and opened.get(closes):
                first, label = opened[closes].pop()
                found.append((first, index, label, int(closes)))
    return found


def noisy(document: Document, rng: random.Random) -> list[tuple[int, int, int, str]]:
    """Gold mentions, a few left out or of a wrong kind, and what other noun phrases there are."""
    if rng.random() < 0.3:
        return [(*where, kind) for where, (_, kind) in document.groups.items()]
    kinds = MENTION_KINDS[1:]
    spans = []
    for where, (_, kind) in document.groups.items():
        if rng.random() >= LEFT_OUT:
            spans.append((*where, rng.choice(kinds) if rng.random() < MISLABELLED else kind))
    kept = {span[:3] for span in spans}
    spans += [(*where, "") for where in phrases(document.trees, kept)]
    return spans
