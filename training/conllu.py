"""Treebanks in CoNLL-U as documents with their raw text and exact word offsets."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(slots=True)
class Word:
    """One syntactic word; ``surface`` is its share of the printed text."""

    surface: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space_after: bool = True
    misc: str = ""


@dataclass(slots=True)
class Sentence:
    """Words of one sentence and its entity spans ``(first, last, label)``, both included."""

    id: str
    paragraph: bool
    words: list[Word] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """Sentences in order."""

    id: str
    sentences: list[Sentence] = field(default_factory=list)


def read(path: Path) -> list[Document]:
    """Load a gzipped CoNLL-U file; entity spans come from GUM's ``Entity`` key where present."""
    documents: list[Document] = []
    paragraph, sentence_id, rows = True, "", []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                documents.append(Document(line.partition("= ")[2]))
                paragraph = True
            elif line.startswith("# newpar"):
                paragraph = True
            elif line.startswith("# sent_id"):
                sentence_id = line.partition("= ")[2]
            elif line and line[0] != "#":
                rows.append(line.split("\t"))
            elif not line and rows:
                documents[-1].sentences.append(Sentence(sentence_id, paragraph, _words(rows)))
                paragraph, rows = False, []
    for document in documents:
        _add_entities(document)
    return documents


def _words(rows: list[list[str]]) -> list[Word]:
    words: list[Word] = []
    pending: tuple[int, str, str] | None = None  # last id of a multi-word token, surface, misc
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            pending = (int(row[0].split("-")[1]), row[1], row[9])
            continue
        surface, misc, space = row[1], row[9], "SpaceAfter=No" not in row[9]
        if pending:
            last, rest, outer = pending
            final = int(row[0]) == last
            surface = rest if final else _share(surface, rest)
            space = final and "SpaceAfter=No" not in outer
            pending = None if final else (last, rest[len(surface) :], outer)
        words.append(
            Word(surface, row[2], row[3], row[5], int(row[6]), row[7], space_after=space, misc=misc)
        )
    return words


def _share(form: str, rest: str) -> str:
    """The part of a multi-word token's text that belongs to its word ``form``."""
    return rest[: min(len(form), max(1, len(rest) - 1))]


def _add_entities(document: Document) -> None:
    for sentence in document.sentences:
        open_spans: dict[str, list[tuple[int, str]]] = {}
        for index, word in enumerate(sentence.words):
            value = next((m[7:] for m in word.misc.split("|") if m.startswith("Entity=")), "")
            for opened, label, closed in entity_marks(value):
                if opened:
                    open_spans.setdefault(opened, []).append((index, label))
                if closed and open_spans.get(closed):
                    first, kind = open_spans[closed].pop()
                    sentence.entities.append((first, index, kind))


def entity_marks(value: str) -> Iterator[tuple[str, str, str]]:
    """Split ``(12-person-new(3-place)`` into (opened id, label, closed id) triples."""
    for piece in re.findall(r"\([^()]*\)?|\d+\)", value):
        if piece.startswith("("):
            number, label = piece.strip("()").split("-")[:2]
            yield number, label, number if piece.endswith(")") else ""
        else:
            yield "", "", piece[:-1]


def raw_text(document: Document) -> tuple[str, list[list[tuple[int, int]]]]:
    """The document's text (paragraphs parted by a blank line) and every word's offsets."""
    parts: list[str] = []
    offsets: list[list[tuple[int, int]]] = []
    length, space = 0, False
    for sentence in document.sentences:
        gap = "\n\n" if sentence.paragraph and offsets else " " if space else ""
        spans = []
        for word in sentence.words:
            parts += [gap, word.surface]
            length += len(gap)
            spans.append((length, length + len(word.surface)))
            length += len(word.surface)
            gap = " " if word.space_after else ""
        space = bool(gap)
        offsets.append(spans)
    return "".join(parts), offsets
