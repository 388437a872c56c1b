"""Trains a larger sentence encoder on clauses, for the small one to learn from.

``python -m training.teacher DATA --model FOLDER --out likeness.npz --minutes M`` takes a
pretrained encoder as the transformers library saves it (the shipped weights learned from
``all-mpnet-base-v2``, 110 million parameters, Apache-2.0), trains it whole on the stories of
``training.clauses`` with the same loss, and writes its vectors of those stories' clauses and of
clauses of real news (PolNeAR's and ECB+'s train parts), which ``training.clauses --teacher`` reads.
It is never served: its weights are four times what all of the package may weigh.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from transformers import AutoModel, AutoTokenizer

from secondsource.encoder.clauses import DENIED, WIDTH
from secondsource.pipeline import Reader
from secondsource.records.report import Report
from training import polnear
from training.clauses import ASKED, Sources, drawn, loss_of, numbered
from training.clausestories import Story, answered, real, staged, worded
from training.likeness import Likeness

_RATE, _HEADS = 5e-5, 1e-3  #: of the encoder, and of what is new
_ROWS = 64  #: clauses a batch
_LONGEST = 96  #: sub-words of a clause
_DOCUMENTS, _CLAUSES = 450, 11_000  #: of PolNeAR, and of their clauses
_LENGTHS = range(16, 260)  #: characters of a clause of real news


class Teacher(nn.Module):
    """Clauses to vectors [clauses, WIDTH + ASKED], as ``training.clauses`` has them."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder)
        self.encoder.embeddings.requires_grad_(False)
        width = self.encoder.config.hidden_size
        self.facts = nn.Linear(width, WIDTH, bias=False)
        self.questions = nn.Linear(width, ASKED, bias=False)
        nn.init.orthogonal_(self.facts.weight)
        nn.init.orthogonal_(self.questions.weight)
        self.scale = nn.Parameter(torch.tensor([16.0, 16.0]))
        self.bias = nn.Parameter(torch.tensor([-4.0, -5.0]))

    def vectors(self, texts: Sequence[str]) -> Tensor:
        """Both vectors of texts, in their order."""
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        found = []
        for start in range(0, len(order), _ROWS):
            batch = [texts[number] for number in order[start : start + _ROWS]]
            given = self.tokenizer(
                batch, padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt"
            )
            with torch.autocast("cpu", torch.bfloat16):
                states = self.encoder(**given).last_hidden_state
                kept = given["attention_mask"][..., None].to(states.dtype)
                means = (states * kept).sum(1) / kept.sum(1)
                both = (self.facts(means).float(), self.questions(means).float())
            found.append(torch.cat([nn.functional.normalize(v, dim=-1) for v in both], dim=-1))
        return torch.cat(found)[torch.from_numpy(np.argsort(np.array(order)))]


def train(net: Teacher, taken: Sources, minutes: float) -> None:
    """Learn for so many minutes: AdamW, 5 % warm-up, linear decay by the clock."""
    heads = [net.facts.weight, net.questions.weight, net.scale, net.bias]
    body = [weight for weight in net.encoder.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01)
    begun, step = time.time(), 0
    net.train()
    while (share := (time.time() - begun) / (60 * minutes)) < 1:
        for group, rate in zip(optimiser.param_groups, (_RATE, _HEADS), strict=True):
            group["lr"] = rate * min(share / 0.05, (1 - share) / 0.95)
        clauses = numbered(drawn(taken))
        optimiser.zero_grad()
        cost = loss_of((net.scale, net.bias), net.vectors(clauses.texts), clauses)
        cost.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        step += 1
        if step % 25 == 0:
            print(f"{time.time() - begun:.0f} s, step {step}, loss {cost.item():.3f}", flush=True)
    net.eval()


def news(data: Path) -> list[str]:
    """Clauses of PolNeAR's train part as the reader cuts them."""
    documents = list(polnear.read(data / "polnear" / "train.jsonl.gz"))
    random.shuffle(documents)
    reports = [
        Report(id=f"r{number}", text=document.text)
        for number, document in enumerate(documents[:_DOCUMENTS])
    ]
    found = {
        reading.report.text[claim.start : claim.end].replace("\n", " ")
        for reading in Reader().read_many(reports)
        for claim in reading.claims
    }
    fitting = sorted(clause for clause in found if len(clause) in _LENGTHS)
    return random.sample(fitting, min(_CLAUSES, len(fitting)))


def likeness(net: Teacher, stories: Sequence[Story], from_news: Sequence[str]) -> Likeness:
    """The vectors of the clauses of stories and of real news."""
    told = {t for s in stories for f in s.facts for t in f if not t.startswith(DENIED)}
    texts = sorted(told | set(from_news))
    with torch.inference_mode():
        vectors = net.vectors(texts)[:, :WIDTH].numpy()
    chosen = set(from_news)
    real_ = np.array([number for number, text in enumerate(texts) if text in chosen])
    return Likeness(texts, vectors, real_)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, required=True, help="a folder of transformers")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=36)
    options = parser.parse_args()
    torch.manual_seed(1)
    random.seed(1)
    happenings = [story for _, story in real(options.data)]
    taken = {
        "scenes": staged(), "worded": worded(), "answered": answered(), "real": happenings,
    }  # fmt: skip
    net = Teacher(options.model)
    train(net, taken, options.minutes)
    told = [clause for story in happenings for fact in story.facts for clause in fact]
    invented = [story for name in ("scenes", "worded", "answered") for story in taken[name]]
    found = likeness(net, invented, [*news(options.data), *told])
    options.out.parent.mkdir(parents=True, exist_ok=True)
    found.save(options.out)


if __name__ == "__main__":
    main()
