"""PLOVER roots, cross-validated: ``python -m training.crossvalidate --data DIR [--epochs N]``

Five times an untouched MiniLM and a fresh events head learn four fifths of the sentences and read
the last; the scores are those of all sentences together. This tells what the recipe is worth on
every row. The joint run can't be cross-validated within a day on two cores: it keeps one fifth.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from transformers import BertModel

from training.eventrows import FOLDS, Row
from training.events import EventsHead, EventsTask, scored
from training.model import Labels, Reader, encoder_folder
from training.precision import autocast
from training.reader import rate_at
from training.texts import Cutter

RATES = {"encoder": 1e-4, "head": 1e-3}


def learned(task: EventsTask, epochs: int, seed: int) -> tuple[Reader, EventsHead]:
    """An encoder and a head that saw the task's training rows."""
    torch.manual_seed(seed)
    backbone = BertModel.from_pretrained(
        encoder_folder(), attn_implementation="eager", hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0, add_pooling_layer=False,
    )  # fmt: skip
    model, head = Reader(backbone, Labels(["X"], ["_"], ["_"], ["dep"])), EventsHead()
    inner = [*model.encoder.parameters(), *model.mixes.parameters()]
    groups = [(inner, RATES["encoder"]), (list(head.parameters()), RATES["head"])]
    optimizer = torch.optim.AdamW(
        [{"params": part, "lr": rate} for part, rate in groups], weight_decay=0.01, fused=True
    )
    rng, step = random.Random(seed), 0
    for _ in range(epochs):
        batches = task.batches(rng)
        for batch in batches:
            share = max(rate_at(step / (epochs * len(batches))), 1e-3)
            for group, (_, rate) in zip(optimizer.param_groups, groups, strict=True):
                group["lr"] = rate * share
            with autocast():
                loss = task.loss(model, head, batch)["events"]
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_([*inner, *head.parameters()], 2.0)
            optimizer.step()
            step += 1
    return model, head


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    cutter = Cutter()
    rows: list[Row] = []
    found: list[NDArray[np.float32]] = []
    for held in range(FOLDS):
        task = EventsTask(options.data, cutter, held)
        model, head = learned(task, options.epochs, options.seed)
        rows += task.dev
        found.append(task.scores(model, head))
        told = {"fold": held, **scored(task.dev, found[-1])}
        print(json.dumps(told), flush=True)
    print(json.dumps({"fold": "all", **scored(rows, np.concatenate(found))}))


if __name__ == "__main__":
    main()
