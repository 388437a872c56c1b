"""Trains what reads clauses: their vectors, and which of two clauses state or contradict a fact.

``python -m training.clauses DATA --out RUN --minutes M`` learns from invented stories in which
every fact is told in several wordings (``training/wordings``, ``benchmarks/scene_texts``) or every
question answered by several sides (``training/answers``), and from ECB+'s train topics, whose
statements are grouped by hand (``benchmarks/real_gold/ecb``). Three things are learnt by one
network. Vectors of clauses: near each other where two state one fact, and not where they tell other
facts of the same story, however many words they share. Vectors of questions, near each other where
two clauses answer one question and can't both hold, which are not served. And of two clauses that
are read together whether they state one fact, can't both hold, or neither. ``--from RUN`` goes on
from an earlier run; with ``--teacher FILE`` vectors also learn from those of a larger encoder
(``training.teacher``). ``python -m training.clauseexport --run RUN`` writes what is served.

The network is the reader's encoder, which stays as it is, with a learnt product of low rank beside
each matrix (Hu et al. 2022). The loss is, for either kind of vector, a softmax over the clauses of
a few stories (van den Oord et al. 2018) and a logistic one over the pairs of each; for clauses that
are read together a softmax over the three answers. Of pairs that are neither those are read most
that the vectors of the same step put near each other.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from benchmarks.meanings import average_precision
from secondsource.encoder.clauses import DENIED, WIDTH, Relation, Row, row, row_of_two
from secondsource.encoder.storage import Weights
from training import likeness, warm
from training.clausestories import Story, Two, answered, real, sampled, staged, worded
from training.likeness import Likeness
from training.model import Reader, backbone

RATE = {"old": 7e-4, "new": 2e-3}  #: of what goes on learning, and of what begins to
RANK = 64  #: of what is added to each matrix of the reader
_SHARPNESS = 20.0  #: of the softmax over a story's clauses
ASKED = 128  #: numbers of a vector of questions
_QUESTIONS = 0.6  #: weight of questions beside facts
_PAIR_WIDTH = 96  #: neurons that judge two clauses
#: Stories a step: scenes, whose plain clauses are more like what the reader finds; stories told in
#: several wordings; questions with their answers; and real ones.
_TAKEN = {"scenes": 1, "worded": 1, "answered": 3, "real": 1}
#: Pairs of a story that are read together in a step: of one fact, rivals, near misses, those that
#: the vectors put near, and any other.
_TOGETHER = {"same": 6, "rival": 8, "near": 6, "hard": 5, "other": 3}
_RELATION = {"same": Relation.SAME, "rival": Relation.RIVAL}  #: of all other kinds: neither
_HARDEST = 30  #: of the pairs that vectors put nearest, among which some are drawn
_ROWS = 64  #: clauses a batch inside a step
_COMMON = 0.8  #: share of what clauses have in common that is taken away
_CENTRED = 2_000  #: clauses of real news that show it
_RARE = 4.0  #: weight of a pair of one fact against one of two facts


Kind = Literal["same", "rival", "near", "other"]  #: what two facts are to each other


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
    """Sub-words and shapes of clauses to their vectors [clauses, WIDTH + ASKED]: the unit vector
    of a fact, then that of a question."""

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
        self.sides = nn.Parameter(torch.zeros(2, reader.encoder.config.hidden_size))
        self.pairs = nn.Sequential(
            nn.Linear(4 * reader.encoder.config.hidden_size, _PAIR_WIDTH),
            nn.ReLU(),
            nn.Linear(_PAIR_WIDTH, len(Relation)),
        )
        self.facts = nn.Linear(reader.encoder.config.hidden_size, WIDTH, bias=False)
        self.questions = nn.Linear(reader.encoder.config.hidden_size, ASKED, bias=False)
        nn.init.orthogonal_(self.facts.weight)
        nn.init.orthogonal_(self.questions.weight)
        self.scale = nn.Parameter(torch.tensor([16.0, 16.0]))
        self.bias = nn.Parameter(torch.tensor([-4.0, -5.0]))
        self.register_buffer("middle", torch.zeros(WIDTH))

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """Both vectors, one after the other."""
        means = _mean(self._states(ids, shapes, mask, torch.zeros_like(ids)), mask)
        both = (self.facts(means).float(), self.questions(means).float())
        fact, question = (nn.functional.normalize(each, dim=-1) for each in both)
        fact = nn.functional.normalize(fact - self.middle, dim=-1)
        return torch.cat([fact, question], dim=-1)

    def centre(self, weights: Weights, texts: Sequence[str]) -> None:
        """Take away what all clauses of real news have in common, once all is learnt: it makes any
        two of them alike, and any two of an invented story not (Mu and Viswanath 2018)."""
        self.middle.zero_()
        with torch.inference_mode():
            means = vectors(self, weights, texts)[:, :WIDTH].mean(0)
        self.middle.copy_(_COMMON * means)

    def together(self, ids: Tensor, shapes: Tensor, mask: Tensor, sides: Tensor) -> Tensor:
        """Two clauses a row, their sub-words numbered 1 and 2 in ``sides``: scores [rows, 3] of
        what one is to the other (``Relation``)."""
        x = self._states(ids, shapes, mask, sides)
        one, other = _mean(x, sides == 1), _mean(x, sides == 2)
        found = torch.cat([one + other, (one - other).abs(), one * other, x[:, 0]], dim=-1)
        return self.pairs(found).float()

    def _states(self, ids: Tensor, shapes: Tensor, mask: Tensor, sides: Tensor) -> Tensor:
        x = self.embeddings(input_ids=ids, token_type_ids=shapes)
        x = x + torch.cat([torch.zeros_like(self.sides[:1]), self.sides])[sides]
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -10000.0
        for layer in self.layers:
            x = layer(x, attention_mask=bias)
            x = x[0] if isinstance(x, tuple) else x
        return x


def _mean(x: Tensor, mask: Tensor) -> Tensor:
    kept = mask[..., None].to(x.dtype)
    return (x * kept).sum(1) / kept.sum(1).clamp(min=1)


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


def judged(net: Clauses, weights: Weights, pairs: Sequence[tuple[str, str]]) -> Tensor:
    """Scores [pairs, 3] of what one clause of each pair is to the other."""
    found = []
    for start in range(0, len(pairs), _ROWS):
        both = [(_row(weights, a), _row(weights, b)) for a, b in pairs[start : start + _ROWS]]
        given = rows([row_of_two(one, other) for one, other in both])
        with torch.autocast("cpu", torch.bfloat16):
            named = (torch.from_numpy(given[n]) for n in ("ids", "shapes", "mask", "sides"))
            found.append(net.together(*named))
    return torch.cat(found)


def rows(told: Sequence[Row]) -> dict[str, NDArray[np.int64]]:
    """Inputs of the network: sub-words, shapes, mask and sides, each [clauses, sub-words]."""
    width = max(len(ids) for ids, _, _ in told)
    names = ("ids", "shapes", "mask", "sides")
    given = {name: np.zeros((len(told), width), np.int64) for name in names}
    for number, (ids, shapes, sides) in enumerate(told):
        given["ids"][number, : len(ids)] = ids
        given["shapes"][number, : len(ids)] = shapes
        given["mask"][number, : len(ids)] = 1
        given["sides"][number, : len(ids)] = sides
    return given


@cache
def _row(weights: Weights, text: str) -> Row:
    return row(weights, text)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Clauses of some stories, beside the numbers of their stories, facts and questions."""

    texts: list[str]
    story: Tensor
    fact: Tensor
    question: Tensor


def numbered(taken: Sequence[Story]) -> Numbered:
    """The clauses of some stories; none that is denied, which says the contrary in the same
    words."""
    rows_ = [
        (text, number, 1000 * number + place, 1000 * number + question)
        for number, story in enumerate(taken)
        for place, (fact, question) in enumerate(zip(story.facts, asked(story), strict=True))
        for text in fact
        if not text.startswith(DENIED)
    ]
    texts, *numbers = zip(*rows_, strict=True)
    return Numbered(list(texts), *map(torch.tensor, numbers))


def asked(story: Story) -> list[int]:
    """For each fact the first of those that answer its question."""
    first = list(range(len(story.facts)))
    for one, other in story.rivals:
        first = [first[one] if number == first[other] else number for number in first]
    return first


def loss_of(given: tuple[Tensor, Tensor], found: Tensor, clauses: Numbered) -> Tensor:
    """What the vectors of some stories cost; ``given``: scale and bias of the likeness of facts and
    of questions."""
    scale, bias = given
    other = ~torch.eye(len(found), dtype=torch.bool)
    here = (clauses.story[:, None] == clauses.story[None]) & other
    facts, questions = found[:, :WIDTH], found[:, WIDTH:]
    costs = []
    for kind, (vectors_, of) in enumerate(((facts, clauses.fact), (questions, clauses.question))):
        same = (of[:, None] == of[None]) & other
        alike = vectors_ @ vectors_.T
        logits = alike * scale[kind] + bias[kind]
        costs.append(_paired(logits, same, here) + 0.5 * _picked(alike, same, other))
    return costs[0] + _QUESTIONS * costs[1]


def _paired(logits: Tensor, same: Tensor, here: Tensor) -> Tensor:
    """The logistic cost of the pairs of each story."""
    weight = torch.where(same, _RARE, 1.0) * here
    cost = nn.functional.binary_cross_entropy_with_logits(logits, same.float(), reduction="none")
    return (cost * weight).sum() / weight.sum()


def _picked(alike: Tensor, same: Tensor, other: Tensor) -> Tensor:
    """The cost of picking what is the same out of all clauses."""
    chances = (alike * _SHARPNESS).masked_fill(~other, -1e4).log_softmax(-1)
    times = same.sum(-1)
    return -((chances * same).sum(-1) / times.clamp(min=1))[times > 0].mean()


Sources = Mapping[str, Sequence[Story]]  #: by the names of _TAKEN


def drawn(taken: Sources) -> list[Story]:
    """The stories of one step."""
    found = {name: random.sample(taken[name], most) for name, most in _TAKEN.items()}
    return [sampled(s) if name == "real" else s for name, some in found.items() for s in some]


def related(story: Story) -> Iterator[tuple[str, str, Kind]]:
    """All pairs of clauses of a story, and what their facts are to each other."""
    of: dict[Two, Kind] = {
        **dict.fromkeys(story.near, "near"),
        **dict.fromkeys(story.rivals, "rival"),
    }
    told = [(number, text) for number, fact in enumerate(story.facts) for text in fact]
    for (one, a), (other, b) in combinations(told, 2):
        kind = "same" if one == other else of.get((one, other)) or of.get((other, one)) or "other"
        yield a, b, kind


def pairs_of(story: Story, near: Mapping[str, Tensor]) -> Iterator[tuple[str, str, Relation]]:
    """Pairs of clauses of a story to be read together in a step, in either order; ``near`` has the
    vectors of its clauses."""
    kinds: dict[str, list[tuple[str, str]]] = {name: [] for name in _TOGETHER}
    for a, b, kind in related(story):
        kinds[kind].append((a, b))
    known = [pair for pair in kinds["other"] if pair[0] in near and pair[1] in near]
    cosines = [float(near[a] @ near[b]) for a, b in known]
    kinds["hard"] = [known[n] for n in np.argsort(-np.array(cosines))[:_HARDEST]]
    for name, most in _TOGETHER.items():
        what = _RELATION.get(name, Relation.NEITHER)
        for a, b in random.sample(kinds[name], min(most, len(kinds[name]))):
            yield (a, b, what) if random.random() < 0.5 else (b, a, what)


def train(
    net: Clauses,
    weights: Weights,
    taken: Sources,
    minutes: float,
    teacher: Likeness | None = None,
) -> None:
    """Learn for so many minutes: AdamW, 4 % warm-up, linear decay by the clock."""
    added = [net.sides, *net.pairs.parameters()]
    new = {id(weight) for weight in added}
    own = [weight for weight in net.parameters() if weight.requires_grad]
    groups = [
        {"params": [w for w in own if id(w) not in new], "lr": RATE["old"]},
        {"params": added, "lr": RATE["new"]},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    begun, step, losses = time.time(), 0, list[tuple[float, float]]()
    net.train()
    while (share := (time.time() - begun) / (60 * minutes)) < 1:
        for group, rate in zip(optimiser.param_groups, RATE.values(), strict=True):
            group["lr"] = rate * min(share / 0.04, (1 - share) / 0.96)
        stories = drawn(taken)
        clauses = numbered(stories)
        optimiser.zero_grad()
        found = vectors(net, weights, clauses.texts)
        alone = loss_of((net.scale, net.bias), found, clauses)
        taught = 0.0 if teacher is None else teacher.cost(found, clauses.texts)
        (alone + taught).backward()
        if teacher is not None:
            news = teacher.near()
            teacher.cost(vectors(net, weights, news), news).backward()
        near = dict(zip(clauses.texts, found.detach(), strict=True))
        pairs = [pair for story in stories for pair in pairs_of(story, near)]
        pairs.sort(key=lambda pair: len(pair[0]) + len(pair[1]))
        scores = judged(net, weights, [(a, b) for a, b, _ in pairs])
        both = nn.functional.cross_entropy(scores, torch.tensor([int(r) for *_, r in pairs]))
        both.backward()
        nn.utils.clip_grad_norm_(own, 1.0)
        optimiser.step()
        step += 1
        losses.append((alone.item(), both.item()))
        if step % 50 == 0:
            means = np.mean(losses[-50:], axis=0)
            print(f"{time.time() - begun:.0f} s, step {step}, loss {means.round(3)}", flush=True)
    net.eval()


def precision(net: Clauses, weights: Weights, taken: Sequence[Story]) -> tuple[float, float]:
    """Average precision, in percent, of all pairs of clauses of a story: facts ranked by likeness,
    and of pairs that state no one fact those of one question, by their likeness."""
    facts: tuple[list[float], list[bool]] = [], []
    rivals: tuple[list[float], list[bool]] = [], []
    with torch.inference_mode():
        for story in taken:
            clauses = numbered([story])
            found = vectors(net, weights, clauses.texts).numpy()
            for one, other in combinations(range(len(found)), 2):
                same = bool(clauses.fact[one] == clauses.fact[other])
                facts[0].append(float(found[one, :WIDTH] @ found[other, :WIDTH]))
                facts[1].append(same)
                if not same and story.rivals:
                    rivals[0].append(float(found[one, WIDTH:] @ found[other, WIDTH:]))
                    rivals[1].append(bool(clauses.question[one] == clauses.question[other]))
    return average_precision(*facts), average_precision(*rivals)


def judgement(
    net: Clauses, weights: Weights, taken: Sequence[Story], share: float = 0.1
) -> tuple[float, float]:
    """Average precision, in percent, of two clauses read together: which state one fact, and which
    can't both hold; of pairs that are neither and no near miss a share."""
    pairs = list[tuple[str, str, Relation]]()
    for story in taken:
        for a, b, kind in related(story):
            if kind != "other" or random.random() < share:
                pairs.append((a, b, _RELATION.get(kind, Relation.NEITHER)))
    with torch.inference_mode():
        scores = judged(net, weights, [(a, b) for a, b, _ in pairs]).log_softmax(-1).numpy()
    kinds = (Relation.SAME, Relation.RIVAL)
    one, other = (
        average_precision(list(scores[:, kind]), [what is kind for *_, what in pairs])
        for kind in kinds
    )
    return one, other


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--from", dest="earlier", type=Path, help="a run to go on from")
    parser.add_argument("--teacher", type=Path, help="what training.teacher wrote")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--held", type=int, default=20, help="one story of so many is only scored")
    options = parser.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    weights = Weights(None)
    held, taken = dict[str, list[Story]](), dict[str, list[Story]]()
    found = {
        "scenes": staged(),
        "worded": worded(),
        "answered": answered(),
        "real": [story for _, story in real(options.data)],
    }
    for name, stories in found.items():
        random.shuffle(stories)
        held[name] = stories[:: options.held]
        taken[name] = [story for n, story in enumerate(stories) if n % options.held]
    print({name: len(stories) for name, stories in taken.items()}, flush=True)
    net = Clauses(reader_of(weights.folder))
    if options.earlier is not None:
        state = torch.load(options.earlier / "clauses.pt", weights_only=False)["model"]
        net.load_state_dict(state, strict=False)
    teacher = None if options.teacher is None else likeness.load(options.teacher)
    train(net, weights, taken, options.minutes, teacher)
    if teacher is not None:
        told = [teacher.texts[number] for number in teacher.real]
        net.centre(weights, random.sample(told, min(_CENTRED, len(told))))
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save({"model": net.state_dict(), "heads": net.heads}, options.out / "clauses.pt")
    for name, stories in held.items():
        facts, rivals = precision(net, weights, stories)
        print(f"held-out {name}: average precision {facts:.1f}, of rivals {rivals:.1f}")
        if any(story.rivals for story in stories):
            same, rival = judgement(net, weights, stories)
            print(f"    read together: of one fact {same:.1f}, rivals {rival:.1f}")


if __name__ == "__main__":
    main()
