"""Names, factuality and PLOVER roots of the encoder's heads, beside baselines.

    python -m benchmarks.heads --data DIR [--weights DIR]

Everything from raw text. PLOVER is scored on the fifth of the texts that training kept apart, and
not at all with weights whose head has seen it (``training.polish --everything``).
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from secondsource.encoder.events import QUADS, ROOTS, features, scores
from secondsource.encoder.runtime import Encoder
from secondsource.events.actors import words_of
from secondsource.syntax import Syntax, Tree
from training import conllu
from training.entities import Text, from_columns
from training.eventrows import Row, fold, read
from training.events import macro
from training.syntax import factuality

HEDGES = frozenset({"may", "might", "could", "would", "should", "will", "shall", "can", "must"})
UNREAL = frozenset(
    {"want", "hope", "wish", "try", "need", "plan", "ask", "tell", "expect", "like", "love", "let",
     "order", "advise", "recommend", "suggest", "agree", "promise", "think", "believe", "if"}
)  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=None, help="another folder of weights")
    options = parser.parse_args()
    encoder = Encoder(options.weights)
    print("| layer | figure | encoder | baseline |")
    print("|---|---|---|---|")
    rows = [*names(encoder, options.data), *facts(encoder, options.data)]
    if encoder.weights.description.get("kept", True):  # else the head has seen the kept fifth
        rows += events(encoder, options.data)
    for layer, figure, ours, theirs in rows:
        print(f"| {layer} | {figure} | {ours:.1f} | {theirs:.1f} |")


Line = tuple[str, str, float, float]


def names(encoder: Encoder, data: Path) -> Iterable[Line]:
    """CrossNER politics, development part, beside a dictionary of the training part."""
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for text in from_columns(data / "ner/crossner_politics-train.txt"):
        for start, end, kind in printed(text):
            known[text.text[start:end]][kind] += 1
    texts = list(from_columns(data / "ner/crossner_politics-dev.txt"))
    gold = [set(printed(text)) for text in texts]
    ours = [set(found(syntax)) for syntax in encoder.annotate(text.text for text in texts)]
    theirs = [
        {
            (m.start(), m.end(), kinds.most_common(1)[0][0])
            for name, kinds in known.items()
            for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text.text)
        }
        for text in texts
    ]
    for figure, width in (("typed F1", 3), ("untyped F1", 2)):
        scores = [spans_f1(gold, system, width) for system in (ours, theirs)]
        yield "names, CrossNER politics", figure, scores[0], scores[1]


def printed(text: Text) -> Iterable[tuple[int, int, str]]:
    """Gold names by character."""
    for first, last, kind in text.spans:
        yield text.words[first][0], text.words[last][1], kind


def found(syntax: Syntax) -> Iterable[tuple[int, int, str]]:
    """The head's names by character."""
    for name in syntax.names or ():
        tokens = syntax.trees[name.sentence].tokens
        yield tokens[name.first].start, tokens[name.last].end, name.label


def spans_f1(
    gold: Sequence[set[tuple[int, int, str]]], ours: Sequence[set[tuple[int, int, str]]], width: int
) -> float:
    """F1 in percent of spans cut to their first ``width`` fields."""
    pairs = [({s[:width] for s in a}, {s[:width] for s in b}) for a, b in zip(gold, ours)]  # noqa: B905
    right = sum(len(a & b) for a, b in pairs)
    return 200 * right / max(1, sum(len(a) + len(b) for a, b in pairs))


def facts(encoder: Encoder, data: Path) -> Iterable[Line]:
    """UDS factuality on EWT, development part, beside a lexicon over the trees."""
    documents = conllu.read(data / "ud_ewt/en_ewt-ud-dev.conllu.gz")
    marks = factuality([documents], data, "dev")[0]
    gold: list[float] = []
    ours: list[float] = []
    theirs: list[float] = []
    key = 0
    texts = [conllu.raw_text(document) for document in documents]
    syntaxes = encoder.annotate(text for text, _ in texts)
    for document, (_, offsets), syntax in zip(documents, texts, syntaxes, strict=True):
        places = {}
        number = 0
        for tree in syntax.trees:
            for index, token in enumerate(tree.tokens):
                places[token.start] = (tree, index, number)
                number += 1
        for _, words in zip(document.sentences, offsets, strict=True):
            for word, (value, trust) in marks.get(key, {}).items():
                place = places.get(words[word][0])
                if trust > 0 and place and syntax.factuality is not None:
                    gold.append(value)
                    ours.append(float(syntax.factuality[place[2]]))
                    theirs.append(by_lexicon(place[0], place[1]))
            key += 1
    values = np.array([gold, ours, theirs])
    correlations = np.corrcoef(values)[0] * 100
    yield "factuality, UDS on EWT", "Pearson r × 100", correlations[1], correlations[2]
    happened = (values > 0).tolist()
    yield (
        "factuality, UDS on EWT", "macro-F1, happened or not",
        macro(happened[0], happened[1]), macro(happened[0], happened[2]),
    )  # fmt: skip


def by_lexicon(tree: Tree, word: int) -> float:
    """The floor: negation, modal verbs, conditions, and what verbs of wanting govern."""
    below = {tree.lemma(child) for child in tree.children(word)}
    above = tree.head(word)
    forms = {tree.lower(child) for child in tree.children(word)}
    if below & {"not", "never", "no"} or forms & {"n't", "n’t"}:
        return -1.0
    if below & HEDGES or below & {"if", "unless"} or tree.feat(word, "Mood") == "Imp":
        return -0.2
    governed = above is not None and tree.rel(word) in {"xcomp", "advcl", "ccomp"}
    if above is not None and governed and (tree.lemma(above) in UNREAL or "to" in forms):
        return -0.1
    return 1.0


def events(encoder: Encoder, data: Path) -> Iterable[Line]:
    """PLOVER's kept fifth, beside naive Bayes over words."""
    rows = list(read(data / "plover"))
    kept = [row for row in rows if fold(row.text) == 0]
    found_scores = np.stack([root_scores(s, row) for s, row in annotated(encoder, kept)])
    bayes = naive_bayes([row for row in rows if fold(row.text)], kept)
    ours, theirs = plover_figures(kept, found_scores), plover_figures(kept, bayes)
    for figure, value in ours.items():
        yield "PLOVER, actors given", figure, value, theirs[figure]


def annotated(encoder: Encoder, rows: Sequence[Row]) -> Iterable[tuple[Syntax, Row]]:
    """Rows with what the encoder says of their texts."""
    return zip(encoder.annotate(row.text for row in rows), rows, strict=True)


def root_scores(syntax: Syntax, row: Row) -> np.ndarray:
    """Scores of all roots in the sentence that holds most of the actors."""
    best, most = 0, -1
    for number, tree in enumerate(syntax.trees):
        inside = sum(bool(span and words_of(tree, *span)) for span in (row.source, row.target))
        if (inside, len(tree)) > (most, len(syntax.trees[best]) if most >= 0 else 0):
            best, most = number, inside
    tree = syntax.trees[best]
    spans = [span and words_of(tree, *span) for span in (row.source, row.target)]
    scorer = syntax.events
    words = scorer.states[scorer.edges[best] : scorer.edges[best + 1]]  # type: ignore[union-attr]
    told = features(scorer.arrays, words, *spans)  # type: ignore[union-attr]
    return scores(scorer.arrays, told[None])[0]  # type: ignore[union-attr]


def plover_figures(rows: Sequence[Row], scores: np.ndarray) -> dict[str, float]:
    """Macro-F1 of roots and quads among events, F1 of "no event" among all rows."""
    with_root = [i for i, row in enumerate(rows) if row.root]
    best = scores[with_root, 1:].argmax(1) + 1
    wanted = [ROOTS.index(rows[i].root or "") for i in with_root]
    nothing = (scores.argmax(1) == 0).tolist()
    return {
        f"root macro-F1, {len(with_root)} rows": macro(wanted, best.tolist()),
        "quad macro-F1": macro([QUADS[i] for i in wanted], [QUADS[i] for i in best.tolist()]),
        f"no event F1, {len(rows)} rows": macro([r.quad == 0 for r in rows], nothing, [True]),
        "an event F1": macro([r.quad != 0 for r in rows], [not n for n in nothing], [True]),
    }


def naive_bayes(train: Sequence[Row], rows: Sequence[Row]) -> np.ndarray:
    """Log-probabilities of the roots from the words of a sentence, actors left out."""
    counts = [Counter[str]() for _ in ROOTS]
    sizes = [0] * len(ROOTS)
    for row in train:
        if row.root is not None:
            root = ROOTS.index(row.root)
            counts[root].update(bag(row))
            sizes[root] += 1
    vocabulary = {word for count in counts for word in count}
    totals = [sum(count.values()) + len(vocabulary) for count in counts]
    return np.array(
        [
            [
                math.log((sizes[root] + 1) / sum(sizes))
                + sum(math.log((counts[root][w] + 1) / totals[root]) for w in bag(row))
                for root in range(len(ROOTS))
            ]
            for row in rows
        ]
    )


def bag(row: Row) -> list[str]:
    """Lower-case words outside both actors."""
    text = row.text
    for span in sorted((s for s in (row.source, row.target) if s), reverse=True):
        text = text[: span[0]] + " " + text[span[1] :]
    return re.findall(r"[a-z]+", text.lower())


if __name__ == "__main__":
    main()
