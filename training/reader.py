"""Train the reader: one encoder, all heads, jointly.

``python -m training.reader --data DIR --out DIR [--start WEIGHTS] [--minutes M] [--open-only]``

Every step is a batch of one task; tasks take turns so that each gets its share of the sub-words.
The learning rate follows the clock: a run ends after ``--minutes`` on any machine, however many
steps that gives; the log tells how many. Writes ``reader.pt`` every few minutes and resumes from
it; ``--start`` begins at exported weights instead of the untouched MiniLM.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from training import warm
from training.attribution import AttributionHead, AttributionTask
from training.events import EventsHead, EventsTask
from training.mentions import MentionsHead, MentionsTask
from training.model import Reader, backbone
from training.precision import autocast
from training.syntax import FactualityHead, SyntaxTask, collect_labels, read
from training.texts import Cutter

SHARES = {"syntax": 0.26, "attribution": 0.39, "mentions": 0.19, "events": 0.16}
OPEN = ("syntax", "mentions")  #: tasks whose data state a licence
HEADS: dict[str, type[nn.Module]] = {
    "syntax": FactualityHead, "attribution": AttributionHead, "mentions": MentionsHead,
    "events": EventsHead,
}  # fmt: skip
WARM_UP = 0.05  #: share of the run in which the rate rises
SAVED = 300  #: seconds between checkpoints


class Task(Protocol):
    """What one head, or a group of heads, learns from."""

    name: str

    def batches(self, rng: random.Random) -> list[Any]:
        """One epoch in random order."""

    def pieces(self, batch: Any) -> int:
        """Sub-words of a batch."""

    def loss(self, model: Reader, head: Any, batch: Any) -> dict[str, Tensor]:
        """Losses of a batch, weighted."""

    def evaluate(self, model: Reader, head: Any) -> dict[str, float]:
        """Scores on what is kept for development."""


@dataclass(slots=True)
class Turns:
    """Batches of all tasks: always one of the task that is furthest behind its share."""

    tasks: dict[str, Task]
    rng: random.Random
    seen: Counter[str] = field(default_factory=Counter)
    epochs: Counter[str] = field(default_factory=Counter)
    queues: dict[str, Iterator[Any]] = field(default_factory=dict)

    def next(self) -> tuple[str, Any]:
        """The task's name and its batch."""
        name = min(self.tasks, key=lambda task: self.seen[task] / SHARES[task])
        batch = next(self.queues.get(name, iter(())), None)
        if batch is None:
            self.queues[name] = iter(self.tasks[name].batches(self.rng))
            self.epochs[name] += 1
            batch = next(self.queues[name])
        self.seen[name] += self.tasks[name].pieces(batch)
        return name, batch


@dataclass(slots=True)
class Run:
    """One training run: model, heads, and what an interruption must not lose."""

    options: argparse.Namespace
    model: Reader
    heads: nn.ModuleDict
    optimizer: torch.optim.Optimizer
    turns: Turns
    rates: list[float]
    step: int = 0
    spent: float = 0.0

    @property
    def done(self) -> float:
        """Share of the run that is over."""
        return self.spent / (60 * self.options.minutes)


def prepare(options: argparse.Namespace) -> Run:
    """Everything in place; resumed where the output folder holds a run."""
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    labels = (
        warm.labels(options.start) if options.start else collect_labels(read(options.data, "train"))
    )
    model = Reader(backbone(), labels)
    model.masked = options.masked
    if options.start:
        warm.start(model, options.start)
    for layer in list(model.encoder.encoder.layer)[options.frozen :]:
        layer.attention.output.dropout.p = layer.output.dropout.p = options.dropout
    cutter = Cutter(options.start)
    makers: dict[str, Any] = {
        "syntax": lambda: SyntaxTask(options.data, labels, options.out),
        "attribution": lambda: AttributionTask(options.data, cutter),
        "mentions": lambda: MentionsTask(options.data, cutter),
        "events": lambda: EventsTask(options.data, cutter),
    }
    chosen = OPEN if options.open_only else tuple(makers)
    tasks = {name: makers[name]() for name in chosen}
    heads = nn.ModuleDict({name: HEADS[name]() for name in chosen})
    if options.start:
        warm.start_heads(heads, options.start)
    optimizer, rates = optimiser(options, model, heads)
    run = Run(options, model, heads, optimizer, Turns(tasks, random.Random(options.seed)), rates)
    resume(run)
    return run


def optimiser(
    options: argparse.Namespace, model: Reader, heads: nn.ModuleDict
) -> tuple[torch.optim.Optimizer, list[float]]:
    """AdamW with a rate for the encoder, for trained heads and for new ones. The table of
    sub-words stays as it is: half of all weights, whose updates cost a fifth of a step."""
    parts = [model.encoder.embeddings.word_embeddings.weight]
    parts += [*model.encoder.embeddings.parameters()] if options.frozen else []
    for layer in list(model.encoder.encoder.layer)[: options.frozen]:
        parts += layer.parameters()
    for parameter in parts:
        parameter.requires_grad_(False)
    inner = [p for p in model.encoder.parameters() if p.requires_grad]
    outer = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    old = 5e-4 if options.start else 1e-3
    groups = [(inner, options.rate), (outer, old), (list(heads.parameters()), old)]
    optimizer = torch.optim.AdamW(
        [{"params": params, "lr": rate} for params, rate in groups], weight_decay=0.01, fused=True
    )
    return optimizer, [rate for _, rate in groups]


def resume(run: Run) -> None:
    """Take up the run that the output folder holds, if any."""
    path = run.options.out / "reader.pt"
    if not path.exists():
        return
    state = torch.load(path, weights_only=False)
    for name in ("model", "heads", "optimizer"):
        getattr(run, name).load_state_dict(state[name])
    run.step, run.spent = state["step"], state["spent"]
    run.turns.seen.update(state["seen"])
    run.turns.epochs.update(state["epochs"])
    run.turns.rng.seed(run.options.seed + run.step)


def save(run: Run, scores: dict[str, Any]) -> None:
    """Write the run's state, whole or not at all."""
    state: dict[str, Any] = {
        name: getattr(run, name).state_dict() for name in ("model", "heads", "optimizer")
    }
    state |= {"labels": run.model.labels.as_dict(), "step": run.step, "spent": run.spent}
    state |= {"seen": dict(run.turns.seen), "epochs": dict(run.turns.epochs), "scores": scores}
    state["options"] = {name: str(value) for name, value in vars(run.options).items()}
    part = run.options.out / "reader.tmp"
    torch.save(state, part)
    part.rename(run.options.out / "reader.pt")


def rate_at(done: float) -> float:
    """Share of the full rate: up in WARM_UP of the run, then down to zero."""
    return min(done / WARM_UP, max(0.0, 1 - done) / (1 - WARM_UP))


def one_step(run: Run) -> tuple[str, dict[str, float]]:
    """A batch of the next task."""
    for group, rate in zip(run.optimizer.param_groups, run.rates, strict=True):
        group["lr"] = rate * max(rate_at(run.done), 1e-3)
    name, batch = run.turns.next()
    with autocast():
        parts = run.turns.tasks[name].loss(run.model, run.heads[name], batch)
    loss = torch.stack(list(parts.values())).sum()
    run.optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_([*run.model.parameters(), *run.heads.parameters()], 2.0)
    run.optimizer.step()
    run.step += 1
    return name, {key: float(value.detach()) for key, value in parts.items()}


def train(run: Run) -> None:
    """Until the time is over."""
    sums: dict[str, list[float]] = {}
    saved = last = time.monotonic()
    while run.done < 1:
        _, parts = one_step(run)
        for key, value in parts.items():
            sums.setdefault(key, []).append(value)
        now = time.monotonic()
        run.spent, last = run.spent + now - last, now
        if run.step % 100 == 0:
            means = {key: round(sum(values) / len(values), 3) for key, values in sums.items()}
            told = {"step": run.step, "done": round(run.done, 3), "epochs": dict(run.turns.epochs)}
            rate = round(sum(run.turns.seen.values()) / run.spent)
            print(json.dumps(told | {"pieces/s": rate} | means), flush=True)
            sums.clear()
        if now - saved > SAVED:
            save(run, {})
            saved = time.monotonic()


def finish(run: Run) -> None:
    """Score the run and write it down; it is saved before, since scoring takes minutes."""
    save(run, {})
    scores = {
        name: task.evaluate(run.model, run.heads[name]) for name, task in run.turns.tasks.items()
    }
    save(run, scores)
    print(json.dumps({"steps": run.step, "epochs": dict(run.turns.epochs), "scores": scores}))


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="a weights folder to begin at")
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--rate", type=float, default=1e-4, help="of the encoder")
    parser.add_argument("--frozen", type=int, default=0, help="lowest layers to leave as they are")
    parser.add_argument("--dropout", type=float, default=0.1, help="in layers that learn")
    parser.add_argument("--masked", type=float, default=0.1, help="share of sub-words hidden")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--open-only", action="store_true", help="only data with a licence")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    run = prepare(options)
    train(run)
    finish(run)


if __name__ == "__main__":
    main()
