"""A smaller encoder that learns from a trained one: some of its layers, all of its heads.

``python -m training.distil --data DIR --teacher RUN --out DIR [--layers 0 2 4 5] [--minutes M]``

The student starts as chosen layers of the teacher with its table of sub-words and its heads, and
learns the joint tasks as in ``training.reader``. At the same time its last layers, which the heads
read, are held to the teacher's on the same input (Romero et al. 2015; patient distillation, Sun et
al. 2019), and its tags and trees to the teacher's (Hinton et al. 2015). Seeded; writes
``reader.pt`` every few minutes and resumes from it; ``training.export`` takes it as any other.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training import tail
from training.attribution import AttributionTask
from training.events import EventsTask
from training.export import restored_model
from training.mentions import MentionsTask
from training.model import Reader, backbone, partly_masked
from training.reader import HEADS, Run, Turns, finish, optimiser, resume, train
from training.syntax import SyntaxTask, same_sentence
from training.texts import Cutter

LAYERS = (0, 2, 4, 5)  #: of the teacher's layers, where the student begins
STATES = 2.0  #: weight of the states beside the tasks' losses
LOGITS = 0.5  #: weight of tags and trees beside those of the treebanks

Hidden = tuple[Tensor, ...]


class Student(Reader):
    """A reader that notes, while it learns, how far its states are from its teacher's."""

    teacher: Reader
    seen: tuple[dict[str, Tensor], Hidden, Hidden]  #: inputs, own and the teacher's states
    apart: list[Tensor]  #: distances since the last step
    hides = 0.0  #: share of sub-words hidden from both

    @classmethod
    def of(cls, teacher: Reader, layers: list[int]) -> Student:
        """The chosen layers of a teacher, and copies of all else."""
        student = cls(backbone(len(layers)), teacher.labels)
        student.load_state_dict(chosen(teacher.state_dict(), layers))
        # not a part of the student: neither its parameters nor its checkpoints hold it
        object.__setattr__(student, "teacher", teacher.eval())
        student.apart = []
        return student

    def hidden(self, batch: dict[str, Tensor]) -> Hidden:
        """States of all layers; while it learns the teacher reads the same input."""
        if not (self.training and torch.is_grad_enabled()):
            return super().hidden(batch)
        shown = batch | {"ids": partly_masked(batch["ids"], self.hides)}
        own = super().hidden(shown)
        with torch.no_grad():
            taught = self.teacher.hidden(shown)
        real = batch["mask"].bool()
        self.apart.append(distance(own, taught, real))
        self.seen = batch, own, taught
        return own


def chosen(state: dict[str, Tensor], layers: list[int]) -> dict[str, Tensor]:
    """A reader's weights with the chosen layers alone, numbered anew."""
    prefix = "encoder.encoder.layer."
    places = {f"{old}": f"{new}" for new, old in enumerate(layers)}
    found: dict[str, Tensor] = {}
    for name, value in state.items():
        if not name.startswith(prefix):
            found[name] = value
            continue
        number, _, inner = name.removeprefix(prefix).partition(".")
        if number in places:
            found[f"{prefix}{places[number]}.{inner}"] = value
    return found


def distance(own: Hidden, taught: Hidden, real: Tensor) -> Tensor:
    """Mean squared difference of the layers that the heads read, as a share of the variance of the
    teacher's, over the sub-words that are ``real`` [rows, sub-words]."""
    parts = []
    for ours, theirs in zip(own[-len(tail.LAYERS) :], taught[-len(tail.LAYERS) :], strict=True):
        target = theirs[real].float()
        parts.append(functional.mse_loss(ours[real].float(), target) / target.var())
    return torch.stack(parts).mean()


class TaughtSyntax(SyntaxTask):
    """The treebanks, where the student also learns what its teacher thinks of each word."""

    def loss(self, model: Any, head: Any, batch: Any) -> dict[str, Tensor]:
        """The treebanks' losses and the divergence from the teacher's answers."""
        found = super().loss(model, head, batch)
        tensors, own, taught = model.seen
        with torch.no_grad():
            theirs = answers(model.teacher, taught, tensors)
        ours = answers(model, own, tensors)
        known = tensors["ends"] >= 0
        apart = [divergence(ours[name][known], theirs[name][known]) for name in ours]
        return found | {"taught": LOGITS * torch.stack(apart).sum()}


def answers(model: Reader, hidden: Hidden, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Scores [rows, words, choices] of tags, governors and labels of the gold tree's arcs."""
    words = model.words(hidden, batch, "syntax")
    arcs = model.arcs(words).float().masked_fill(~same_sentence(batch["sentence"]), -1e4)
    labels = model.relations(words, batch["heads"].clamp(min=0)).float()
    return {"arcs": arcs, "labels": labels, "upos": model.upos(words).float()}


def divergence(ours: Tensor, theirs: Tensor) -> Tensor:
    """Kullback–Leibler divergence of scores [words, choices] from the teacher's, a word."""
    return functional.kl_div(
        torch.log_softmax(ours, -1), torch.log_softmax(theirs, -1), reduction="batchmean",
        log_target=True,
    )  # fmt: skip


class Taught:
    """A task with the distance of the states among its losses."""

    def __init__(self, task: Any) -> None:
        self.task, self.name = task, task.name

    def batches(self, rng: random.Random) -> list[Any]:
        """The task's."""
        found: list[Any] = self.task.batches(rng)
        return found

    def pieces(self, batch: Any) -> int:
        """The task's."""
        return int(self.task.pieces(batch))

    def loss(self, model: Any, head: Any, batch: Any) -> dict[str, Tensor]:
        """The task's losses, and how far the states are apart."""
        model.apart.clear()
        found: dict[str, Tensor] = self.task.loss(model, head, batch)
        return found | {"states": STATES * torch.stack(model.apart).mean()}

    def evaluate(self, model: Any, head: Any) -> dict[str, float]:
        """The task's scores."""
        found: dict[str, float] = self.task.evaluate(model, head)
        return found


def student_heads(state: dict[str, Any]) -> nn.ModuleDict:
    """The teacher's heads; one that has another shape now begins anew."""
    heads = nn.ModuleDict({name: HEADS[name]() for name in HEADS})
    for name, head in heads.items():
        known = {
            key.removeprefix(f"{name}."): value
            for key, value in state["heads"].items()
            if key.startswith(f"{name}.")
        }
        try:
            head.load_state_dict(known)
        except RuntimeError:
            print(f"{name}: not the teacher's head, begins anew", flush=True)
    return heads


def prepare(options: argparse.Namespace) -> Run:
    """Everything in place; resumed where the output folder holds a run."""
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    teacher, state = restored_model(options.start)
    student = Student.of(teacher, options.layers)
    student.hides = options.masked
    cutter = Cutter(options.weights)
    makers: dict[str, Any] = {
        "syntax": lambda: TaughtSyntax(options.data, student.labels, options.out),
        "attribution": lambda: AttributionTask(options.data, cutter),
        "mentions": lambda: MentionsTask(options.data, cutter),
        "events": lambda: EventsTask(options.data, cutter),
    }
    tasks: dict[str, Any] = {name: Taught(makers[name]()) for name in makers}
    heads = student_heads(state)
    optimizer, rates = optimiser(options, student, heads)
    turns = Turns(tasks, random.Random(options.seed))
    run = Run(options, student, heads, optimizer, turns, rates)
    resume(run)
    return run


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--teacher", type=Path, required=True, dest="start", help="a run's folder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="of the word splitter")
    parser.add_argument("--layers", type=int, nargs="+", default=list(LAYERS))
    parser.add_argument("--minutes", type=float, default=55)
    parser.add_argument("--rate", type=float, default=2e-4, help="of the encoder")
    parser.add_argument("--masked", type=float, default=0.1, help="share of sub-words hidden")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.frozen = 0
    options.out.mkdir(parents=True, exist_ok=True)
    run = prepare(options)
    train(run)
    finish(run)


if __name__ == "__main__":
    main()
