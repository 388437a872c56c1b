"""Whether two machines read the same: every label of invented reports, and how many differ.

    python -m benchmarks.labels --out FILE           on one machine
    python -m benchmarks.labels --against FILE       on another

Sums of the int8 products are exact everywhere, but the fp32 steps between them are rounded as each
processor's kernels round, and a value on the edge of an int8 step then falls to the other side.
What of that is within the tolerance stands in the model card.
Texts are the bundled samples and the open reports of ``reading_gold``.
"""

from __future__ import annotations

import argparse
import json
import platform
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.claimgold import FOLDER, parse
from secondsource.encoder.runtime import Encoder
from secondsource.events.plover import code_events
from secondsource.extraction.boilerplate import find_boilerplate
from secondsource.extraction.reading import read_syntax
from secondsource.records.report import Report
from secondsource.samples import sample_paths
from secondsource.syntax import Syntax

Labels = dict[str, list[Any]]  #: by kind; what stands at a place is one item


def texts() -> list[str]:
    """The samples' and the open reports' texts."""
    opened = sorted((FOLDER / "open").glob("*.txt"))
    return [
        *(path.read_text(encoding="utf-8").partition("\n\n")[2] for path in sample_paths()),
        *(parse(path.read_text(encoding="utf-8"), path.stem, "open").text for path in opened),
    ]


def labels(encoder: Encoder, text: str) -> Labels:
    """All that is read in one text."""
    zones = find_boilerplate(text)
    (syntax,) = encoder.annotate([text], [[(zone.start, zone.end) for zone in zones]])
    found = _of_syntax(syntax)
    report = Report(text=text, published="2026-03-04")
    reading = code_events(read_syntax(report, syntax, zones), syntax)
    found["claims"] = [
        [claim.start, claim.end, claim.predicate.start, claim.modality, claim.polarity]
        + [[each.role, each.start, each.end] for each in claim.arguments]
        + [len(claim.attributions)]
        for claim in reading.claims
    ]
    found["events"] = [
        [claim.start, claim.end, claim.event.root] for claim in reading.claims if claim.event
    ]
    found["attributions"] = [
        [each.cue.start, [[part.start, part.end] for part in each.content]]
        for each in reading.attributions
    ]
    return found


def _of_syntax(syntax: Syntax) -> Labels:
    found: Labels = {name: [] for name in ("words", "tags", "features", "lemmas", "governors")}
    for tree in syntax.trees:
        for token in tree.tokens:
            place = [token.start, token.end]
            governor = tree.tokens[token.head - 1].start if token.head else -1
            found["words"].append(place)
            found["tags"].append([*place, token.upos])
            found["features"].append([*place, token.feats])
            found["lemmas"].append([*place, token.lemma])
            found["governors"].append([*place, governor, token.deprel])
    found["sentences"] = [[tree.sentence.start, tree.sentence.end] for tree in syntax.trees]
    for kind, spans in (("mentions", syntax.spans), ("names", syntax.names or ())):
        found[kind] = [
            [syntax.trees[each.sentence].tokens[each.first].start,
             syntax.trees[each.sentence].tokens[each.last].end, each.label]
            for each in spans
        ]  # fmt: skip
    found["factuality"] = [round(float(value), 4) for value in syntax.factuality]
    return found


def compare(one: list[Labels], other: list[Labels]) -> None:
    """Print how many of each kind of label one has and the other hasn't."""
    print(f"{'':14} {'here':>7} {'there':>7} {'only here':>10} {'only there':>11} {'differ':>8}")
    for kind in one[0]:
        if kind == "factuality":
            continue
        here, there = (
            {json.dumps([number, item]) for number, text in enumerate(each) for item in text[kind]}
            for each in (one, other)
        )
        differ = len(here ^ there) / max(len(here) + len(there), 1)
        print(
            f"{kind:14} {len(here):7} {len(there):7} {len(here - there):10}"
            f" {len(there - here):11} {differ:8.2%}"
        )
    moved = [
        np.abs(np.subtract(a["factuality"], b["factuality"]))
        for a, b in zip(one, other, strict=True)
        if len(a["factuality"]) == len(b["factuality"])
    ]
    values = np.concatenate(moved)
    print(f"factuality (-2 to 2) moves by {values.mean():.4f}, at most {values.max():.3f}")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    encoder = Encoder(threads=1)
    found = [labels(encoder, text) for text in texts()]
    print(platform.machine(), sum(len(each["words"]) for each in found), "words")
    if options.out:
        options.out.write_text(json.dumps(found))
    if options.against:
        compare(found, json.loads(options.against.read_text()))


if __name__ == "__main__":
    main()
