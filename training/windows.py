"""Treebank documents as the encoder sees them: windows of whole sentences inside a paragraph."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import torch
from torch import Tensor
from transformers import BertTokenizerFast

from secondsource.encoder import lemmas
from secondsource.encoder.shapes import MAX_PIECES, shape
from training.conllu import Document, Sentence
from training.model import Labels

CURLY = {"``": "“", "''": "”", "--": "—"}


@dataclass(slots=True)
class Window:
    """Consecutive sentences of one paragraph; ``keys`` are sentence numbers in the corpus."""

    sentences: list[Sentence] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    pieces: int = 2


class Encoder:
    """Turns windows into padded tensors.

    ``factuality`` gives for a sentence's key its words' (value, confidence).
    """

    def __init__(
        self,
        tokenizer: BertTokenizerFast,
        labels: Labels,
        factuality: dict[int, dict[int, tuple[float, float]]] | None = None,
    ) -> None:
        self.tokenizer, self.cache = tokenizer, {}  # type: ignore[var-annotated]
        self.factuality = factuality or {}
        self.index = {
            name: {label: i for i, label in enumerate(values)}
            for name, values in labels.as_dict().items()
        }

    def pieces(self, word: str) -> list[int]:
        """Sub-word ids of one word."""
        found = self.cache.get(word)
        if found is None:
            found = self.tokenizer.encode(word, add_special_tokens=False)[:MAX_PIECES]
            self.cache[word] = found = found or [self.tokenizer.unk_token_id]
        return found

    def length(self, sentence: Sentence) -> int:
        """Sub-words of a sentence."""
        return sum(len(self.pieces(word.surface)) for word in sentence.words)

    def windows(
        self, documents: list[Document], limit: int, rng: random.Random | None
    ) -> list[Window]:
        """Cut documents; with ``rng`` each paragraph draws its own limit (32 to 128)."""
        found, key = [], 0
        for document in documents:
            window, size = Window(), limit
            for sentence in document.sentences:
                length = self.length(sentence)
                if window.sentences and (sentence.paragraph or window.pieces + length > size):
                    found.append(window)
                    window = Window()
                    size = rng.choice((8, 48, 96, 128)) if rng else limit
                window.sentences.append(sentence)
                window.keys.append(key)
                window.pieces += length
                key += 1
            found.append(window)
        return [w for w in found if w.pieces <= 300]

    def batch(self, windows: list[Window], curly: list[bool]) -> dict[str, Tensor]:
        """Tensors of a batch, all as wide as its sub-words padded to a multiple of 16.

        Few shapes matter: oneDNN compiles for each new one, which costs more than the padding.
        """
        rows = [self._row(window, flag) for window, flag in zip(windows, curly, strict=True)]
        pieces = _round(max(len(row["ids"]) for row in rows))
        words = pieces
        names = ("ids", "shapes", "mask")
        out = {name: _pad([row[name] for row in rows], pieces, 0) for name in names}
        for name in ("first", "last", "sentence"):
            out[name] = _pad([row[name] for row in rows], words, 0 if name != "sentence" else -1)
        for name in ("upos", "feats", "lemma", "heads", "deprel", "ends"):
            out[name] = _pad([row[name] for row in rows], words, -100)
        values = [[self.factuality.get(key, {}) for key in window.keys] for window in windows]
        out["factuality"] = torch.stack(
            [_values(window, found, words) for window, found in zip(windows, values, strict=True)]
        )
        return out

    def _row(self, window: Window, curly: bool) -> dict[str, list[int]]:
        names = "ids shapes mask first last upos feats lemma heads deprel ends sentence"
        row: dict[str, list[int]] = {name: [] for name in names.split()}
        row["ids"].append(self.tokenizer.cls_token_id)
        row["shapes"].append(0)
        for number, sentence in enumerate(window.sentences):
            offset, space = len(row["upos"]), True
            for position, word in enumerate(sentence.words):
                surface = curled(word.surface, space) if curly else word.surface
                pieces = self.pieces(surface)
                row["first"].append(len(row["ids"]))
                row["ids"] += pieces
                row["last"].append(len(row["ids"]) - 1)
                row["shapes"] += [shape(surface, space)] * len(pieces)
                space = word.space_after
                row["upos"].append(self.index["upos"].get(word.upos, -100))
                row["feats"].append(self.index["feats"].get(word.feats, -100))
                edit = lemmas.script(word.surface, word.lemma)
                row["lemma"].append(self.index["lemma"].get(edit, -100))
                row["heads"].append(word.head + offset if word.head else 0)
                row["deprel"].append(self.index["deprel"].get(word.deprel, -100))
                row["ends"].append(int(position == len(sentence.words) - 1))
                row["sentence"].append(number)
        row["ids"].append(self.tokenizer.sep_token_id)
        row["shapes"].append(0)
        row["mask"] = [1] * len(row["ids"])
        return row


def _values(window: Window, found: list[dict[int, tuple[float, float]]], width: int) -> Tensor:
    """[words, 2] factuality and the trust in it; zeros where nothing is known."""
    out, offset = torch.zeros(width, 2), 0
    for sentence, marks in zip(window.sentences, found, strict=True):
        for word, value in marks.items():
            out[offset + word] = torch.tensor(value)
        offset += len(sentence.words)
    return out


def curled(surface: str, space: bool) -> str:
    """The word as a typesetter would print it: news has curly quotes, treebanks straight ones."""
    if surface == '"':
        return "“" if space else "”"
    return CURLY.get(surface) or surface.replace("'", "’")


def _round(size: int) -> int:
    return -(-size // 16) * 16


def _pad(rows: list[list[int]], width: int, fill: int) -> Tensor:
    out = torch.full((len(rows), width), fill, dtype=torch.long)
    for index, row in enumerate(rows):
        out[index, : len(row)] = torch.tensor(row)
    return out


def batches(windows: list[Window], tokens: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, about ``tokens`` sub-words a batch, in random order.

    Every batch of one width has the same number of rows; the last one is filled up with windows
    drawn again. Widths that hold less than half a batch are batched as they are.
    """
    by_width: dict[int, list[Window]] = {}
    for window in windows:
        by_width.setdefault(_round(window.pieces), []).append(window)
    found: list[list[Window]] = []
    for width, members in sorted(by_width.items()):
        rng.shuffle(members)
        rows = max(1, tokens // width)
        for start in range(0, len(members), rows):
            group = members[start : start + rows]
            if len(members) > rows and len(group) < rows:
                group = group + rng.sample(members[:start], rows - len(group))
            found.append(group)
    rng.shuffle(found)
    return found
