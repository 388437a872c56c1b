"""Read CoNLL-U files as texts with exact offsets and gold trees.

The text of a document is rebuilt from the word forms and ``SpaceAfter=No``; words inside a
multiword token ("don't") get the part of its characters that their forms spell.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from secondsource.records.reading import Sentence, Token
from secondsource.syntax import Syntax, Tree

Row = list[str]


def sentences(path: Path) -> Iterator[list[Row]]:
    """Sentences as lists of 10-column rows, multiword ranges included, empty nodes left out."""
    opener = gzip.open if path.suffix == ".gz" else open
    rows: list[Row] = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            if len(row) == 10 and "." not in row[0]:
                rows.append(row)
            elif not line.strip() and rows:
                yield rows
                rows = []
    if rows:
        yield rows


def syntax(rows: list[Row]) -> Syntax:
    """One sentence as a text of its own, with its gold tree."""
    text, spans = _layout(rows)
    words = [row for row in rows if "-" not in row[0]]
    tokens = tuple(_token(row, spans[row[0]]) for row in words)
    sentence = Sentence(start=0, end=len(text), tokens=tokens)
    return Syntax(text, (Tree(text, sentence),))


def _layout(rows: list[Row]) -> tuple[str, dict[str, tuple[int, int]]]:
    text = ""
    inside: dict[str, tuple[int, int]] = {}
    spans: dict[str, tuple[int, int]] = {}
    for number, form, *_, misc in rows:
        if number in inside:
            start, end = inside[number]
        else:
            start, end = len(text), len(text) + len(form)
            text += form if "SpaceAfter=No" in misc else form + " "
        if "-" in number:
            inside.update(_parts(rows, number, start, end))
        else:
            spans[number] = start, end
    return text.rstrip(" "), spans


def _parts(rows: list[Row], number: str, start: int, end: int) -> dict[str, tuple[int, int]]:
    first, last = (int(part) for part in number.split("-"))
    parts: dict[str, tuple[int, int]] = {}
    forms = {row[0]: row[1] for row in rows}
    for word in range(first, last + 1):
        stop = end if word == last else min(end, start + len(forms[str(word)]))
        parts[str(word)] = start, stop
        start = stop
    return parts


def _token(row: Row, span: tuple[int, int]) -> Token:
    return Token(
        start=span[0],
        end=span[1],
        lemma=row[2],
        upos=row[3],
        head=int(row[6]),
        deprel=row[7],
        feats=None if row[5] == "_" else row[5],
    )
