"""Give the heads more epochs on an encoder that no longer moves.

``python -m training.polish --data DIR --run DIR --out DIR [--weights DIR] [--everything]``

Word states are computed once, so an epoch costs what the heads alone cost: minutes where the joint
training takes an hour. ``--everything`` also shows the events head the fifth that its scores were
measured on, for the weights that ship. Reads ``reader.pt`` of ``--run``, writes one in ``--out``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.attribution import AttributionTask
from training.events import EventsTask
from training.export import restored
from training.mentions import MentionsTask
from training.model import Reader
from training.precision import autocast
from training.reader import rate_at
from training.texts import Cutter

#: For each task the epochs whose states are kept, the epochs trained, and the highest rate.
PLANS = {"events": (2, 5, 7e-4), "mentions": (2, 2, 4e-4), "attribution": (1, 2, 4e-4)}

Kept = list[tuple[Any, dict[str, Tensor]]]


@torch.no_grad()
def remembered(model: Reader, task: Any, epochs: int, rng: random.Random) -> Kept:
    """Batches of some epochs with their word states, half precision."""
    found: Kept = []
    known: dict[int, dict[str, Tensor]] = {}
    for _ in range(epochs):
        for batch in task.batches(rng):
            key = id(batch.packed)
            if key not in known:
                with autocast():
                    states = model.text_states(batch.packed, task.mixes)
                known[key] = {name: value.half() for name, value in states.items()}
            found.append((batch, known[key]))
    return found


def polish(task: Any, head: nn.Module, kept: Kept, plan: tuple[int, int, float]) -> None:
    """Train a head on remembered states."""
    optimizer = torch.optim.AdamW(head.parameters(), lr=plan[2], weight_decay=0.01)
    rng, steps, step = random.Random(1), plan[1] * len(kept), 0
    head.train()
    for _ in range(plan[1]):
        rng.shuffle(kept)
        for batch, states in kept:
            for group in optimizer.param_groups:
                group["lr"] = plan[2] * max(rate_at(step / steps), 1e-3)
            wide = {name: value.float() for name, value in states.items()}
            loss = torch.stack(list(task.losses(head, wide, batch).values())).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 2.0)
            optimizer.step()
            step += 1


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--weights", type=Path, help="of the word splitter")
    parser.add_argument("--tasks", nargs="*", default=list(PLANS), choices=list(PLANS))
    parser.add_argument("--everything", action="store_true")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(1)
    model, heads, state = restored(options.run)
    cutter = Cutter(options.weights)
    makers: dict[str, Any] = {
        "events": EventsTask, "mentions": MentionsTask, "attribution": AttributionTask,
    }  # fmt: skip
    for name in [task for task in options.tasks if task in heads]:
        began, task, head = time.monotonic(), makers[name](options.data, cutter), heads[name]
        before = task.evaluate(model, head)
        if options.everything and name == "events":
            task.train += task.dev
        kept = remembered(model.eval(), task, PLANS[name][0], random.Random(1))
        polish(task, head, kept, PLANS[name])
        told = {"task": name, "seconds": round(time.monotonic() - began)}
        after = task.evaluate(model, head)
        print(json.dumps(told | {"before": before, "after": after}), flush=True)
    state["heads"] = heads.state_dict()
    state["kept"] = state.get("kept", True) and not options.everything
    torch.save(state, options.out / "reader.pt")


if __name__ == "__main__":
    main()
