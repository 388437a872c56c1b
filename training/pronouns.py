"""Learn from GUM which entity a pronoun stands for: ``extraction/mentions/pronouns.toml``.

    python -m training.pronouns DATA      # DATA holds gum/gum_permissive-train.conllu.gz

A softmax over the entities that fit and "none of them", one set of weights for he/she, it, they;
gold entities as context, full-batch gradient ascent with weight decay, under a minute. ``sure`` is
the least probability at which a link is made: chosen by cross-validation over documents so that
links are right as often as asked below.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from benchmarks.gum import Document, documents
from secondsource.extraction.mentions.candidates import candidates
from secondsource.extraction.mentions.coreference import Group
from secondsource.extraction.mentions.pronouns import fitting
from secondsource.extraction.mentions.salience import nothing, pronoun_class
from secondsource.records.reading import EntityKind

PACKAGE = Path(__file__).parents[1] / "src" / "secondsource"
OUT = PACKAGE / "extraction" / "mentions" / "pronouns.toml"
ASKED = {"he": 0.92, "it": 0.75, "they": 0.82}  # precision of the links made
FOLDS = 5
DECAY = 0.02

Choice = tuple[list[dict[str, float]], int, str]  #: options, the right one, document


def choices(document: Document) -> dict[str, list[Choice]]:
    """Every pronoun with its options; the last option is "none of them"."""
    gold = {(m.sentence, m.first, m.last): m.group for m in document.mentions}
    found = candidates(document.syntax)
    groups: dict[int, Group] = {}
    made: dict[str, list[Choice]] = defaultdict(list)
    for index, candidate in enumerate(found):
        number = gold.get((candidate.sentence, candidate.first, candidate.last), -index - 1)
        if candidate.form == "pronoun" and candidate.gender in {"m", "f", "n", "p"}:
            options = fitting(document.syntax, candidate, found, list(groups.values()))
            mine = groups.get(number)
            right = [i for i, (group, _) in enumerate(options) if group is mine]
            rows = [values for _, values in options] + [nothing(document.syntax, candidate)]
            right_one = right[0] if right else len(rows) - 1
            made[pronoun_class(candidate)].append((rows, right_one, document.id))
        kind: EntityKind = candidate.kind
        group = groups.setdefault(number, Group(kind=kind, plural=candidate.plural))
        group.add(index, candidate)
    return made


def fit(made: list[Choice], names: list[str], rounds: int = 400) -> np.ndarray:
    """Weights that make the right options likeliest."""
    column = {name: i for i, name in enumerate(names)}
    table, owner, right = [], [], []
    for number, (rows, one, _) in enumerate(made):
        right.append(len(table) + one)
        for row in rows:
            values = np.zeros(len(names))
            for name, value in row.items():
                if name in column:
                    values[column[name]] = value
            table.append(values)
            owner.append(number)
    matrix, who = np.array(table), np.array(owner)
    truth = matrix[right].sum(axis=0)
    weight, speed = np.zeros(len(names)), np.zeros(len(names))
    for _ in range(rounds):
        raw = matrix @ weight
        raw -= np.maximum.reduceat(raw, np.flatnonzero(np.r_[True, who[1:] != who[:-1]]))[who]
        chance = np.exp(raw)
        chance /= np.bincount(who, chance)[who]
        slope = (truth - matrix.T @ chance) / len(made) - DECAY * weight / np.sqrt(len(made))
        speed = 0.9 * speed + slope
        weight += 0.3 * speed
    return weight


def outcomes(
    made: list[Choice], names: list[str], weight: np.ndarray
) -> list[tuple[float, bool, bool]]:
    """(probability of the best link, is it right, is there a right one) for each pronoun."""
    known = dict(zip(names, weight, strict=True))
    found = []
    for rows, one, _ in made:
        raw = np.array([sum(known.get(n, 0.0) * v for n, v in row.items()) for row in rows])
        chance = np.exp(raw - raw.max())
        chance /= chance.sum()
        best = int(chance.argmax())
        if best < len(rows) - 1:
            found.append((float(chance[best]), best == one, one < len(rows) - 1))
        else:
            found.append((0.0, False, one < len(rows) - 1))
    return found


def least_sure(results: list[tuple[float, bool, bool]], asked: float) -> tuple[float, float, float]:
    """The lowest threshold with the precision asked for; precision and recall there."""
    answerable = sum(possible for _, _, possible in results)
    best = (0.95, 0.0, 0.0)
    for threshold in np.arange(0.95, 0.19, -0.05):
        linked = [right for chance, right, _ in results if chance >= threshold and chance > 0]
        if not linked:
            continue
        precision = sum(linked) / len(linked)
        if precision >= asked or best[1] == 0.0:
            best = (round(float(threshold), 2), precision, sum(linked) / answerable)
    return best


def main() -> None:
    """Train, choose thresholds, write the table."""
    data = Path(sys.argv[1]) / "gum" / "gum_permissive-train.conllu.gz"
    made: dict[str, list[Choice]] = defaultdict(list)
    for document in documents(data):
        for kind, rows in choices(document).items():
            made[kind] += rows
    lines = [
        "# How much each feature of extract/salience.py counts, by kind of pronoun; and how likely",
        "# the best entity must be for a link. Learned by training/pronouns.py from GUM; rerun it.",
        "",
    ]
    sure, tables = {}, {}
    for kind, rows in sorted(made.items()):
        names = sorted({name for options, _, _ in rows for row in options for name in row})
        ids = sorted({document for _, _, document in rows})
        results = []
        for fold in range(FOLDS):
            held = set(ids[fold::FOLDS])
            weight = fit([row for row in rows if row[2] not in held], names)
            results += outcomes([row for row in rows if row[2] in held], names, weight)
        sure[kind], precision, recall = least_sure(results, ASKED[kind])
        plain = sum(right for _, right, _ in results) / sum(c > 0 for c, _, _ in results)
        tables[kind] = dict(zip(names, fit(rows, names), strict=True))
        print(
            f"{kind:5} {len(rows)} pronouns; links right {plain:.3f} without threshold, "
            f"{precision:.3f} at {sure[kind]}, recall {recall:.3f}"
        )
    lines += ["[sure]", *(f"{kind} = {value}" for kind, value in sure.items())]
    for kind, table in tables.items():
        lines += ["", f"[{kind}]", *(f'"{n}" = {w:.3f}' for n, w in table.items() if abs(w) > 0.02)]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
