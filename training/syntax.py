"""Syntax on UD EWT and GUM: tags, lemmas, sentence ends, arcs; factuality and sentence vectors.

The vectors are held close to those of the untouched model, so that similarity keeps its meaning.
"""

from __future__ import annotations

import gzip
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel, BertTokenizerFast

from secondsource.encoder import lemmas
from secondsource.encoder.factuality import SIZE
from training import conllu
from training.model import Labels, Reader, encoder_folder
from training.precision import autocast
from training.windows import Encoder, Window, batches

TREEBANKS = ("ud_ewt/en_ewt-ud-{}.conllu.gz", "gum/gum_permissive-{}.conllu.gz")
CURLY = 0.4  #: share of windows printed with curly quotation marks
TOKENS = 2200  #: sub-words a batch
WEIGHTS = {
    "arcs": 1.0, "deprel": 1.0, "upos": 0.4, "feats": 0.3, "lemma": 0.3, "ends": 0.4,
    "vector": 1.0, "factuality": 0.5,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of windows; ``teacher`` has a row for every sentence, in order."""

    tensors: dict[str, Tensor]
    teacher: Tensor


class FactualityHead(nn.Module):
    """One value a word, as ``secondsource.encoder.factuality`` computes it."""

    def __init__(self, width: int = 384, dropout: float = 0.2) -> None:
        super().__init__()
        self.inner, self.out = nn.Linear(width, SIZE), nn.Linear(SIZE, 1)
        self.dropout = nn.Dropout(dropout)

    def forward(self, words: Tensor) -> Tensor:
        """Word states [..., width] to values [...]."""
        hidden = torch.relu(self.inner(self.dropout(words)))
        values: Tensor = self.out(self.dropout(hidden)).squeeze(-1)
        return values


def arrays(head: FactualityHead) -> dict[str, NDArray[np.float16]]:
    """What the served head needs."""
    return {
        f"factuality.{name}": value.detach().float().numpy().astype(np.float16)
        for name, value in head.state_dict().items()
    }


class SyntaxTask:
    """Both treebanks as batches, losses and scores."""

    name = "syntax"

    def __init__(self, data: Path, labels: Labels, cache: Path) -> None:
        self.documents = read(data, "train")
        self.dev = read(data, "dev")
        tokenizer = BertTokenizerFast.from_pretrained(encoder_folder())
        self.encoders = [
            Encoder(tokenizer, labels, facts) for facts in factuality(self.documents, data, "train")
        ]
        self.dev_encoders = [
            Encoder(tokenizer, labels, facts) for facts in factuality(self.dev, data, "dev")
        ]
        self.teachers = [
            teacher_vectors(docs, tokenizer, cache / f"teacher-{number}.npy")
            for number, docs in enumerate(self.documents)
        ]

    def batches(self, rng: random.Random) -> list[tuple[int, list[Window]]]:
        """One epoch: windows with the number of their treebank, in random order."""
        found = [
            (number, group)
            for number, docs in enumerate(self.documents)
            for group in batches(self.encoders[number].windows(docs, 96, rng), TOKENS, rng)
        ]
        rng.shuffle(found)
        return found

    def pieces(self, batch: tuple[int, list[Window]]) -> int:
        """Sub-words."""
        return sum(window.pieces for window in batch[1])

    def loss(
        self, model: Reader, head: FactualityHead, batch: tuple[int, list[Window]]
    ) -> dict[str, Tensor]:
        """One loss a layer, weighted."""
        number, group = batch
        tensors = self.encoders[number].batch(group, [random.random() < CURLY for _ in group])
        keys = [key for window in group for key in window.keys]
        found = losses(model, head, tensors, self.teachers[number][keys].float())
        return {name: WEIGHTS[name] * value for name, value in found.items()}

    def evaluate(self, model: Reader, head: FactualityHead) -> dict[str, float]:
        """Greedy scores with gold words and sentences."""
        scores: dict[str, float] = {}
        for name, encoder, docs in zip(("ewt", "gum"), self.dev_encoders, self.dev, strict=True):
            found = evaluate(model, head, encoder, encoder.windows(docs, 96, None))
            scores |= {f"{name} {key}": value for key, value in found.items()}
        return scores


def read(data: Path, part: str) -> list[list[conllu.Document]]:
    """Both treebanks."""
    return [conllu.read(data / name.format(part)) for name in TREEBANKS]


def collect_labels(corpora: list[list[conllu.Document]]) -> Labels:
    """Every label seen at least three times (features, lemma scripts) or once (the rest)."""
    words = [w for docs in corpora for d in docs for s in d.sentences for w in s.words]
    scripts = Counter(lemmas.script(w.surface, w.lemma) for w in words)
    feats = Counter(w.feats for w in words)
    return Labels(
        upos=sorted({w.upos for w in words}),
        feats=sorted(label for label, n in feats.items() if n >= 3),
        lemma=sorted(edit for edit, n in scripts.items() if n >= 3),
        deprel=sorted({w.deprel for w in words}),
    )


def factuality(
    corpora: list[list[conllu.Document]], data: Path, part: str
) -> list[dict[int, dict[int, tuple[float, float]]]]:
    """For each treebank, by a sentence's number, the (value, confidence) of its words: EWT only."""
    marks: dict[str, dict[int, tuple[float, float]]] = {}
    with gzip.open(data / f"ud_ewt/factuality-{part}.tsv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            sentence, word, _, value, confidence = line.rstrip("\n").split("\t")
            marks.setdefault(sentence, {})[int(word) - 1] = (float(value), float(confidence))
    found = []
    for documents in corpora:
        sentences = [sentence for document in documents for sentence in document.sentences]
        found.append({key: marks[s.id] for key, s in enumerate(sentences) if s.id in marks})
    return found


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
        with autocast():
            states = model(**batch).last_hidden_state.float()
        mask = batch["attention_mask"].unsqueeze(-1)
        mean = (states * mask).sum(1) / mask.sum(1)
        out[rows] = functional.normalize(mean, dim=-1).half()
    np.save(cache, out.numpy())
    return out


def losses(
    model: Reader, head: FactualityHead, batch: dict[str, Tensor], teacher: Tensor
) -> dict[str, Tensor]:
    """One loss a layer of annotation."""
    hidden = model.hidden(batch)
    words = model.dropout(model.words(hidden, batch, "syntax"))
    found = {}
    for name, output in (("upos", model.upos), ("feats", model.feats), ("lemma", model.lemma)):
        found[name] = functional.cross_entropy(
            output(words).float().flatten(0, 1), batch[name].flatten(), ignore_index=-100
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
    meaning = model.words(hidden, batch, "meaning")
    vectors = sentence_vectors(model, meaning, batch["sentence"])
    found["vector"] = 1 - (vectors * teacher).sum(-1).mean()
    value, trust = batch["factuality"].unbind(-1)
    if (trust > 0).any():
        told = head(model.words(hidden, batch, "factuality")).float()
        errors = functional.smooth_l1_loss(told, value, reduction="none", beta=0.5)
        found["factuality"] = (errors * trust).sum() / trust.sum()
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
def evaluate(
    model: Reader, head: FactualityHead, encoder: Encoder, windows: list[Window]
) -> dict[str, float]:
    """Greedy scores with gold words and sentences, for watching a run."""
    model.eval()
    head.eval()
    right: Counter[str] = Counter()
    told, known_values = [], []
    for group in plain_batches(windows, 4000):
        batch = encoder.batch(group, [False] * len(group))
        with autocast():
            hidden = model.hidden(batch)
            words = model.words(hidden, batch, "syntax")
            arcs = model.arcs(words).float().masked_fill(~same_sentence(batch["sentence"]), -1e4)
            heads = arcs.argmax(-1)
            labels = model.relations(words, heads).argmax(-1)
            tags = {n: getattr(model, n)(words).argmax(-1) for n in ("upos", "feats", "lemma")}
            ends = (model.ends_sentence(words).squeeze(-1) > 0).long()
            facts = head(model.words(hidden, batch, "factuality")).float()
        known = batch["ends"] >= 0
        right["words"] += int(known.sum())
        attached = (heads == batch["heads"]) & known
        right["uas"] += int(attached.sum())
        right["las"] += int((attached & (labels == batch["deprel"])).sum())
        right["ends"] += int(((ends == batch["ends"]) & known).sum())
        for name, values in tags.items():
            right[name] += int(((values == batch[name]) & known).sum())
        value, trust = batch["factuality"].unbind(-1)
        told.append(facts[trust > 0])
        known_values.append(value[trust > 0])
    model.train()
    head.train()
    scores = {
        name: round(100 * n / right["words"], 2) for name, n in right.items() if name != "words"
    }
    values, gold = torch.cat(told), torch.cat(known_values)
    if len(values):
        scores["factuality r"] = round(float(torch.corrcoef(torch.stack([values, gold]))[0, 1]), 4)
    return scores
