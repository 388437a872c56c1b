"""The weighted mean of a run and of the weights that it started from.

``python -m training.average --run DIR --start WEIGHTS --out DIR [--share S]``

Fine-tuned weights and their start lie in one basin: their mean is often better than either
(Wortsman et al. 2022), and gives the parser back what the other tasks took from it. The events head
is the run's own: the start's has seen the rows that its scores are measured on. Writes
``reader.pt``.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from training import warm
from training.export import restored


def mean(one: Mapping[str, Tensor], other: Mapping[str, Tensor], share: float) -> dict[str, Tensor]:
    """``share`` of the one and the rest of the other; names only the one has stay as they are."""
    return {
        name: share * value + (1 - share) * other[name]
        if name in other and value.is_floating_point()
        else value
        for name, value in one.items()
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True, help="the weights folder it began at")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.75, help="of the run in the mean")
    options = parser.parse_args()
    model, heads, _ = restored(options.run)
    warm.start(model, options.start)
    warm.start_heads(heads, options.start)
    state = torch.load(options.run / "reader.pt", weights_only=False)
    kept = {name: v for name, v in heads.state_dict().items() if not name.startswith("events.")}
    state["model"] = mean(state["model"], model.state_dict(), options.share)
    state["heads"] = mean(state["heads"], kept, options.share)
    del state["optimizer"]
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(state, options.out / "reader.pt")


if __name__ == "__main__":
    main()
