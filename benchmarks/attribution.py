"""Who said what on PolNeAR: exact spans from raw text, the reader's attributions end to end.

    python -m benchmarks.attribution --data DIR [--weights DIR] [--documents N]

A source, a cue or a content counts where all its characters match (a content in several pieces:
all of them); ``all`` wants the three of one attribution right together. Gold is each document's
first annotator. ``reader`` is what a Reading holds, ``head`` the model's pointers alone and
``trees`` the rules over the trees alone.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

from secondsource.encoder.runtime import Encoder
from secondsource.extraction.boilerplate import find_boilerplate
from secondsource.extraction.reading import read_syntax
from secondsource.records.reading import Attribution, Reading
from secondsource.records.report import Report
from secondsource.syntax import Said, Syntax
from training.polnear import KINDS, Document, Parts, ratios, read

#: F1 of source, cue and content on the test part: CofeNet (Wang et al., COLING 2022).
PUBLISHED = {
    "BERT-Cofe, test part (published)": (83.2, 75.3, 72.9),
    "BERT, test part (published)": (81.1, 74.0, 68.9),
    "BiLSTM-CRF, test part (published)": (69.6, 66.7, 59.0),
}


def main() -> None:
    """Print the table."""
    options = _options()
    rows = list(read(options.data / "polnear/dev.jsonl.gz"))[: options.documents]
    gold = [row.annotators[0] for row in rows]
    print(f"{len(rows)} documents, {sum(map(len, gold))} attributions\n")
    print("| F1 (precision / recall) | source | cue | content | all |")
    print("|---|---|---|---|---|")
    for name, found in readings(rows, Encoder(options.weights)).items():
        print(f"| {name} | {' | '.join(_cell(gold, found, kind) for kind in KINDS)} |")
    one, other = pairs([*rows, *read(options.data / "polnear/train.jsonl.gz")])
    cells = " | ".join(f"{ratios(one, other, kind)[2]:.1f}" for kind in KINDS)
    print(f"| one annotator against another, {len(one)} pairs of train and dev | {cells} |")
    for name, figures in PUBLISHED.items():
        print(f"| {name} | {' | '.join(f'{figure:.1f}' for figure in figures)} | |")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score attributions")
    default = os.environ.get(
        "SECONDSOURCE_DATA", Path(__file__).parents[2].joinpath("shared", "data")
    )
    parser.add_argument("--data", type=Path, default=Path(default))
    parser.add_argument("--weights", type=Path, default=None, help="weights folder to try")
    parser.add_argument("--documents", type=int, default=None, help="read only the first so many")
    return parser.parse_args()


def _cell(gold: Sequence[list[Parts]], found: Sequence[list[Parts]], kind: str) -> str:
    precision, recall, f1 = ratios(gold, found, kind)
    return f"{f1:.1f} ({precision:.1f} / {recall:.1f})"


def readings(rows: Sequence[Document], encoder: Encoder) -> dict[str, list[list[Parts]]]:
    """What each system finds in every document."""
    found: dict[str, list[list[Parts]]] = {"reader": [], "head": [], "trees": []}
    zones = [find_boilerplate(row.text) for row in rows]
    skipped = [[(zone.start, zone.end) for zone in each] for each in zones]
    syntaxes = encoder.annotate((row.text for row in rows), skipped)
    for row, syntax, each in zip(rows, syntaxes, zones, strict=True):

        def told(syntax: Syntax, row: Document = row, each=each) -> Reading:  # type: ignore[no-untyped-def]
            return read_syntax(Report(text=row.text), syntax, each)

        found["reader"].append(parts(told(syntax).attributions))
        found["head"].append(parts(syntax.said or ()))
        found["trees"].append(parts(told(replace(syntax, said=None)).attributions))
    return found


def parts(found: Iterable[Attribution | Said]) -> list[Parts]:
    """Attributions in the corpus's form."""
    return [
        (
            ((one.source.start, one.source.end),) if one.source else (),
            ((one.cue.start, one.cue.end),),
            tuple((piece.start, piece.end) for piece in one.content),
        )
        for one in found
    ]


def pairs(rows: Iterable[Document]) -> tuple[list[list[Parts]], list[list[Parts]]]:
    """Every two annotators of one document, one against the other."""
    both = [pair for row in rows for pair in combinations(row.annotators, 2)]
    return [one for one, _ in both], [other for _, other in both]


if __name__ == "__main__":
    main()
