"""Trains the vectors of clauses: near each other where two clauses state one fact.

``python -m training.clauses --out RUN --minutes M`` learns from invented stories in which every
fact is told in several wordings (``training/wordings``, ``benchmarks/scene_texts``): clauses of one
fact are to be near each other, clauses of other facts of the same story are not, however many words
they share. ``python -m training.clauseexport --run RUN`` writes what is served.

The network is the reader's encoder, which stays as it is, with a learnt product of low rank beside
each matrix (Hu et al. 2022). The loss is a softmax over the clauses of a few stories (van den Oord
et al. 2018) and a logistic one over the pairs of each.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from benchmarks.meanings import average_precision
from benchmarks.scenes import scenes
from secondsource.encoder.clauses import WIDTH, Row, row
from secondsource.encoder.storage import Weights
from training import warm, wordings
from training.model import Reader, backbone

RATE = 1e-3
RANK = 64  #: of what is added to each matrix of the reader
_SHARPNESS = 20.0  #: of the softmax over a story's clauses
#: Stories a step, of each folder: the scenes' plain clauses are more like what the reader finds.
_SCENES, _WORDED = 2, 4
_ROWS = 64  #: clauses a batch inside a step
_RARE = 4.0  #: weight of a pair of one fact against one of two facts

Story = Sequence[Sequence[str]]  #: for each fact its wordings


def worded() -> list[Story]:
    """The stories of ``training/wordings``."""
    return [
        [[line.clause for line in fact] for fact in story.facts] for story in wordings.stories()
    ]


class LowRank(nn.Module):
    """A matrix that stays as it is, and a product of two narrow ones beside it that learns (Hu et
    al. 2022)."""

    def __init__(self, base: nn.Linear, rank: int = RANK) -> None:
        super().__init__()
        self.base = base.requires_grad_(False)
        self.down = nn.Linear(base.in_features, rank, bias=False)
        self.up = nn.Linear(rank, base.out_features, bias=False)
        nn.init.zeros_(self.up.weight)

    def forward(self, x: Tensor) -> Tensor:
        """Both products added."""
        return self.base(x) + self.up(self.down(x))


class Clauses(nn.Module):
    """Sub-words and shapes of clauses to unit vectors [clauses, WIDTH]."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.embeddings = reader.encoder.embeddings.requires_grad_(False)
        self.layers = reader.encoder.encoder.layer.requires_grad_(False)
        for layer in self.layers:
            attention = layer.attention.self
            attention.query = LowRank(attention.query)
            attention.key = LowRank(attention.key)
            attention.value = LowRank(attention.value)
            layer.attention.output.dense = LowRank(layer.attention.output.dense)
            layer.intermediate.dense = LowRank(layer.intermediate.dense)
            layer.output.dense = LowRank(layer.output.dense)
        self.heads = reader.encoder.config.num_attention_heads
        self.out = nn.Linear(reader.encoder.config.hidden_size, WIDTH, bias=False)
        nn.init.orthogonal_(self.out.weight)
        self.scale = nn.Parameter(torch.tensor(16.0))
        self.bias = nn.Parameter(torch.tensor(-4.0))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Unit vectors."""
        x = self.embeddings(input_ids=ids, token_type_ids=shapes)
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, attention_mask=bias)
            x = x[0] if isinstance(x, tuple) else x
        kept = mask[..., None].to(x.dtype)
        means = (x * kept).sum(1) / kept.sum(1)
        return nn.functional.normalize(self.out(means).float(), dim=-1)


def reader_of(folder: Path) -> Reader:
    """The reader's network, with the weights that are shipped."""
    reader = Reader(backbone(), warm.labels(folder))
    warm.start(reader, folder)
    return reader


def vectors(net: Clauses, weights: Weights, texts: Sequence[str]) -> Tensor:
    """Vectors of texts, in their order."""
    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
    found = []
    for start in range(0, len(order), _ROWS):
        given = rows([_row(weights, texts[number]) for number in order[start : start + _ROWS]])
        with torch.autocast("cpu", torch.bfloat16):
            found.append(net(*(torch.from_numpy(given[n]) for n in ("ids", "shapes", "mask"))))
    back = np.argsort(np.array(order))
    return torch.cat(found)[torch.from_numpy(back)]


def rows(told: Sequence[Row]) -> dict[str, NDArray[np.int64]]:
    """Inputs of the network: sub-words, shapes and mask, each [clauses, sub-words]."""
    width = max(len(ids) for ids, _ in told)
    given = {name: np.zeros((len(told), width), np.int64) for name in ("ids", "shapes", "mask")}
    for number, (ids, shapes) in enumerate(told):
        given["ids"][number, : len(ids)] = ids
        given["shapes"][number, : len(ids)] = shapes
        given["mask"][number, : len(ids)] = 1
    return given


@cache
def _row(weights: Weights, text: str) -> Row:
    return row(weights, text)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Clauses of some stories, beside the numbers of their stories and facts."""

    texts: list[str]
    story: Tensor
    fact: Tensor


def numbered(taken: Sequence[Story]) -> Numbered:
    """The clauses of some stories."""
    told_ = [
        (text, number, 1000 * number + place)
        for number, story in enumerate(taken)
        for place, fact in enumerate(story)
        for text in fact
    ]
    texts, story, fact = zip(*told_, strict=True)
    return Numbered(list(texts), torch.tensor(story), torch.tensor(fact))


def loss_of(net: Clauses, found: Tensor, clauses: Numbered) -> Tensor:
    """What the vectors of some stories cost."""
    likeness = found @ found.T
    other = ~torch.eye(len(found), dtype=torch.bool)
    same = (clauses.fact[:, None] == clauses.fact[None]) & other
    here = (clauses.story[:, None] == clauses.story[None]) & other
    weight = torch.where(same, _RARE, 1.0) * here
    logits = likeness * net.scale + net.bias
    pairs = nn.functional.binary_cross_entropy_with_logits(logits, same.float(), reduction="none")
    paired = (pairs * weight).sum() / weight.sum()
    chances = (likeness * _SHARPNESS).masked_fill(~other, -1e4).log_softmax(-1)
    told_ = same.sum(-1)
    softmax = -((chances * same).sum(-1) / told_.clamp(min=1))[told_ > 0].mean()
    return paired + 0.5 * softmax


def train(net: Clauses, weights: Weights, taken: Sequence[list[Story]], minutes: float) -> None:
    """Learn for so many minutes: AdamW, 5 % warm-up, linear decay by the clock."""
    own = [weight for weight in net.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(own, lr=RATE, weight_decay=0.01)
    rates = [group["lr"] for group in optimiser.param_groups]
    begun, step, losses = time.time(), 0, list[float]()
    net.train()
    while (share := (time.time() - begun) / (60 * minutes)) < 1:
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * min(share / 0.05, (1 - share) / 0.95)
        plain, free = (random.sample(t, n) for t, n in zip(taken, (_SCENES, _WORDED), strict=True))
        clauses = numbered([*plain, *free])
        loss = loss_of(net, vectors(net, weights, clauses.texts), clauses)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(own, 1.0)
        optimiser.step()
        step += 1
        losses.append(loss.item())
        if step % 100 == 0:
            mean = np.mean(losses[-100:])
            print(f"{time.time() - begun:.0f} s, step {step}, loss {mean:.3f}", flush=True)
    net.eval()


def precision(net: Clauses, weights: Weights, taken: Sequence[Story]) -> float:
    """Average precision, in percent, of all pairs of clauses of a story, ranked by likeness."""
    likeness, same = list[float](), list[bool]()
    with torch.inference_mode():
        for story in taken:
            clauses = numbered([story])
            found = vectors(net, weights, clauses.texts).numpy()
            for one, other in combinations(range(len(found)), 2):
                likeness.append(float(found[one] @ found[other]))
                same.append(bool(clauses.fact[one] == clauses.fact[other]))
    return average_precision(likeness, same)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--held", type=int, default=20, help="one story of so many is only scored")
    options = parser.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    weights = Weights(None)
    held, taken = list[Story](), list[list[Story]]()
    for found in ([scene.facts for scene in scenes()], worded()):
        random.shuffle(found)
        held += found[:: options.held]
        taken.append([story for n, story in enumerate(found) if n % options.held])
    print(f"{sum(map(len, taken))} stories, {len(held)} held out", flush=True)
    net = Clauses(reader_of(weights.folder))
    train(net, weights, taken, options.minutes)
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({"model": net.state_dict(), "heads": net.heads}, options.out / "clauses.pt")
    print(f"held-out stories: average precision {precision(net, weights, held):.1f}")


if __name__ == "__main__":
    main()
