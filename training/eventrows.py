"""Rows of the PLOVER head: political sentences, their actors and what happens between them.

PLV (Hu et al. 2024) gives roots, ConfliBERT's classification set (Hu et al. 2022) quads and neutral
sentences. Some actors are hidden in training, and neutral sentences without actors are shown two
capitalised names instead: whether actors are given must not tell whether there is an event.
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha1
from pathlib import Path

HIDDEN = 0.15  #: share of shown rows whose actors are hidden
FOLDS = 5  #: one of so many texts is kept for the scores

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence, its words (offsets), its actors (half-open, by character), root and quad."""

    text: str
    source: Span | None
    target: Span | None
    root: str | None  #: None where only the quad is known
    quad: int
    made: bool = False  #: by ``training.madeevents``


def fold(text: str) -> int:
    """A text's part of FOLDS, the same for all rows of one text."""
    key = re.sub(r"[^a-z0-9]", "", text.lower())
    return int(sha1(key.encode()).hexdigest(), 16) % FOLDS


def shown(row: Row, rng: random.Random) -> Row:
    """The row as an epoch shows it: some actors hidden, neutral rows with names as actors."""
    source, target = row.source, row.target
    if row.quad == 0 and source is None and rng.random() < 0.7:
        names = list(re.finditer(r"(?:\b[A-Z][\w.'-]+ ?)+", row.text))
        rng.shuffle(names)
        source, target = (m.span() if m else None for m in [*names, None, None][:2])
    elif rng.random() < HIDDEN:
        source, target = rng.choice(((None, None), (source, None), (None, target)))
    return replace(row, source=source, target=target)


def read(folder: Path) -> Iterator[Row]:
    """All training rows: PLV first, then sentences whose quad alone is known, each text once."""
    seen: set[str] = set()
    for columns in _table(folder / "plv_train.tsv.gz"):
        text, source, target = marked(columns["marked_sentence"])
        seen.add(_key(text))
        yield Row(text, source, target, columns["gold_root"], int(columns["gold_penta"]))
    actors = dict(_actors(folder / "cameo_ner_train.conll.gz"))
    for columns in _table(folder / "cameo_class_train.tsv.gz"):
        key, quad = _key(columns["sentence"]), int(columns["penta"])
        if key in seen:
            continue
        seen.add(key)
        text, source, target = actors.get(key, (columns["sentence"], None, None))
        yield Row(text, source, target, "" if quad == 0 else None, quad)


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _table(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        names = next(lines).rstrip("\n").split("\t")
        for line in lines:
            yield dict(zip(names, line.rstrip("\n").split("\t"), strict=True))


def marked(text: str) -> tuple[str, Span | None, Span | None]:
    """The sentence without its ``<s>`` and ``<t>`` marks, and where they stood."""
    plain, spans, opened = "", {}, {}
    for piece in re.split(r"(</?[st]>)", text):
        if re.fullmatch(r"<[st]>", piece):
            opened[piece[1]] = len(plain)
        elif re.fullmatch(r"</[st]>", piece):
            spans[piece[2]] = (opened[piece[2]], len(plain))
        else:
            plain += piece
    return plain, spans.get("s"), spans.get("t")


def _actors(path: Path) -> Iterator[tuple[str, tuple[str, Span | None, Span | None]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        blocks = lines.read().split("\n\n")
    for block in blocks:
        text, spans = "", {"S": [], "T": []}  # type: ignore[var-annotated]
        for line in block.splitlines():
            word, _, tag = line.partition(" ")
            glued = not text or word in {",", ".", "'s", ";", ":", "?", "!", ")", "n't"}
            text += word if glued else f" {word}"
            if tag[2:] in spans:
                spans[tag[2:]].append((len(text) - len(word), len(text)))
        if text:
            source, target = (
                (places[0][0], places[-1][1]) if places else None for places in spans.values()
            )
            yield _key(text), (text, source, target)
