"""GUM in the shape the finders take: gold trees, gold entity spans, gold coreference groups.

CoNLL-U with the ``Entity=`` key of MISC: ``(12-person-new-…`` opens a mention of entity 12,
``12)`` closes it. Anyone can get it at github.com/amir-zeldes/gum (permissively licensed genres).
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from secondsource.records.reading import Sentence, Token
from secondsource.syntax import LabelledSpan, Syntax, Tree

BRACKET = re.compile(r"\((\d+)-([a-z]+)[^()]*(\)?)|(\d+)\)")
KEY = re.compile(r"(?:^|\|)Entity=([^|]*)")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first``..``last`` of one sentence, both included, and whom they denote."""

    sentence: int
    first: int
    last: int
    label: str
    group: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document with its gold annotation."""

    id: str
    genre: str
    syntax: Syntax
    mentions: tuple[Mention, ...]


Row = list[str]


def documents(path: Path) -> Iterator[Document]:
    """Documents of a CoNLL-U file, plain or gzip."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        name, sentences, rows = "", list[list[Row]](), list[Row]()
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                if sentences:
                    yield _document(name, sentences)
                name, sentences = line.removeprefix("# newdoc id = "), []
            elif line and not line.startswith("#"):
                rows.append(line.split("\t"))
            elif not line and rows:
                sentences.append(rows)
                rows = []
        if sentences:
            yield _document(name, sentences)


def _document(name: str, sentences: list[list[Row]]) -> Document:
    text, records, mentions = "", list[Sentence](), list[Mention]()
    for number, rows in enumerate(sentences):
        text, record = _sentence(text, rows)
        records.append(record)
        mentions += _mentions(number, [row for row in rows if row[0].isdigit()])
    spans = tuple(
        LabelledSpan(sentence=m.sentence, first=m.first, last=m.last, label=m.label, score=1.0)
        for m in mentions
    )
    syntax = Syntax(text=text, trees=tuple(Tree(text, r) for r in records), spans=spans)
    return Document(id=name, genre=name.split("_")[1], syntax=syntax, mentions=tuple(mentions))


def _sentence(text: str, rows: list[Row]) -> tuple[str, Sentence]:
    """The text with this sentence appended, and the sentence."""
    tokens, start = list[Token](), len(text)
    ends_range, spaced = 0, True
    for row in rows:
        number, form, space = row[0], row[1], "SpaceAfter=No" not in row[9]
        if "-" in number:
            ends_range, spaced = int(number.split("-")[1]), space
            continue
        if "." in number:
            continue
        position, text = len(text), text + form
        tokens.append(
            Token(
                start=position,
                end=position + len(form),
                lemma=row[2],
                upos=row[3],
                head=int(row[6]),
                deprel=row[7],
                feats=None if row[5] == "_" else row[5],
            )  # fmt: skip
        )
        if int(number) < ends_range:
            continue
        text += " " * (spaced if int(number) == ends_range else space)
    end = len(text.rstrip(" "))
    return text[:end] + "\n", Sentence(start=start, end=end, tokens=tuple(tokens))


def _mentions(number: int, rows: list[Row]) -> Iterator[Mention]:
    opened: dict[int, list[tuple[int, str]]] = {}
    for word, row in enumerate(rows):
        found = KEY.search(row[9])
        for match in BRACKET.finditer(found[1] if found else ""):
            if match[1]:
                opened.setdefault(int(match[1]), []).append((word, match[2]))
            if match[4] or match[3]:
                group = int(match[4] or match[1])
                first, label = opened[group].pop()
                yield Mention(number, first, word, label, group)
