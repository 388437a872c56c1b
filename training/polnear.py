"""PolNeAR (Newell et al. 2018): documents with who said what, and exact-span scores."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Span = tuple[int, int]
Spans = tuple[Span, ...]
Parts = tuple[Spans, Spans, Spans]  #: source, cue, content, each in pieces, by character

KINDS: dict[str, Callable[[Parts], tuple[Any, ...]]] = {
    "source": lambda parts: parts[0],
    "cue": lambda parts: parts[1],
    "content": lambda parts: parts[2],
    "all": lambda parts: parts,
}


@dataclass(frozen=True, slots=True)
class Document:
    """A text with what each of its annotators marked."""

    text: str
    annotators: list[list[Parts]]


def read(path: Path) -> Iterator[Document]:
    """The documents of one part of the corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Document(row["text"], [_marked(one) for one in row["annotations"]])


def _marked(annotation: dict[str, Any]) -> list[Parts]:
    """One annotator's attributions that have a cue and a content."""
    found = []
    for item in annotation["attributions"]:
        source, cue, content = (
            tuple(sorted((start, end) for start, end in item[name]))
            for name in ("source", "cue", "content")
        )
        if cue and content:
            found.append((source, cue, content))
    return found


def scores(gold: Sequence[Sequence[Parts]], found: Sequence[Sequence[Parts]]) -> dict[str, float]:
    """Exact F1 in percent of sources, cues, contents (all pieces of one together) and of whole
    attributions. Spans are sets in a document: one source of two cues counts once."""
    return {name: ratios(gold, found, name)[2] for name in KINDS}


def ratios(
    gold: Sequence[Sequence[Parts]], found: Sequence[Sequence[Parts]], kind: str
) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent of one of KINDS."""
    right = wanted = given = 0
    for want, got in zip(gold, found, strict=True):
        marked, said = ({KINDS[kind](parts) for parts in group} - {()} for group in (want, got))
        right += len(marked & said)
        wanted += len(marked)
        given += len(said)
    precision, recall = 100 * right / max(given, 1), 100 * right / max(wanted, 1)
    return precision, recall, 200 * right / max(wanted + given, 1)
