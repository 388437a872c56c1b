"""Score the reader on treebanks from raw text, as the CoNLL 2018 shared task does.

``python -m benchmarks.treebanks --data DIR [--weights DIR]`` prints words, sentences, UPOS, lemmas,
features, UAS and LAS F1 on the EWT and GUM development parts, and nested entity spans on GUM,
beside baselines that need no model. As in the shared task, ``las`` compares relations without their
subtypes; ``las+`` compares them with.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.baselines import Baseline
from secondsource.encoder.runtime import Encoder
from secondsource.syntax import Syntax
from training import conllu

TREEBANKS = {"EWT": "ud_ewt/en_ewt-ud-{}.conllu.gz", "GUM": "gum/gum_permissive-{}.conllu.gz"}
WordSpan = tuple[int, int]


def f1(right: int, found: int, gold: int) -> float:
    """Harmonic mean of precision and recall, in percent."""
    return round(200 * right / max(1, found + gold), 2)


def score(documents: Sequence[conllu.Document], parsed: Sequence[Syntax]) -> dict[str, float]:
    """F1 of every layer; a word counts where its characters are the same on both sides."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for document, syntax in zip(documents, parsed, strict=True):
        _, offsets = conllu.raw_text(document)
        theirs = _gold_words(document, offsets)
        ours = _our_words(syntax)
        found["words"] += len(ours)
        gold["words"] += len(theirs)
        for span, word in ours.items():
            if span in theirs:
                right["words"] += 1
                for name, value in word.items():
                    right[name] += theirs[span][name] == value
                same = word["uas"] == theirs[span]["uas"]
                right["las"] += same and word["deprel"] == theirs[span]["deprel"]
                right["las+"] += same and word["subtype"] == theirs[span]["subtype"]
        sides = {"sentences": (_sentences(syntax), _gold_sentences(offsets))}
        sides |= _entities(document, offsets, syntax)
        for name, (found_here, gold_here) in sides.items():
            right[name] += len(found_here & gold_here)
            found[name] += len(found_here)
            gold[name] += len(gold_here)
    layers = ("upos", "feats", "lemma", "uas", "las", "las+")
    scores = {name: f1(right[name], found["words"], gold["words"]) for name in ("words", *layers)}
    for name in ("sentences", "typed", "untyped"):
        if gold[name]:
            scores[name] = f1(right[name], found[name], gold[name])
    return scores


def _gold_words(
    document: conllu.Document, offsets: list[list[WordSpan]]
) -> dict[WordSpan, dict[str, object]]:
    words: dict[WordSpan, dict[str, object]] = {}
    for sentence, spans in zip(document.sentences, offsets, strict=True):
        for word, span in zip(sentence.words, spans, strict=True):
            words[span] = {
                "upos": word.upos, "feats": word.feats, "lemma": word.lemma,
                "uas": spans[word.head - 1] if word.head else None,
                "deprel": word.deprel.partition(":")[0], "subtype": word.deprel,
            }  # fmt: skip
    return words


def _our_words(syntax: Syntax) -> dict[WordSpan, dict[str, object]]:
    words: dict[WordSpan, dict[str, object]] = {}
    for tree in syntax.trees:
        spans = [(token.start, token.end) for token in tree.tokens]
        for token, span in zip(tree.tokens, spans, strict=True):
            words[span] = {
                "upos": token.upos, "feats": token.feats or "_", "lemma": token.lemma,
                "uas": spans[token.head - 1] if token.head else None,
                "deprel": token.deprel.partition(":")[0], "subtype": token.deprel,
            }  # fmt: skip
    return words


def _sentences(syntax: Syntax) -> set[tuple[object, ...]]:
    return {(tree.sentence.start, tree.sentence.end) for tree in syntax.trees}


def _gold_sentences(offsets: list[list[WordSpan]]) -> set[tuple[object, ...]]:
    return {(spans[0][0], spans[-1][1]) for spans in offsets}


def _entities(
    document: conllu.Document, offsets: list[list[WordSpan]], syntax: Syntax
) -> dict[str, tuple[set[tuple[object, ...]], set[tuple[object, ...]]]]:
    gold = {
        (spans[first][0], spans[last][1], label)
        for sentence, spans in zip(document.sentences, offsets, strict=True)
        for first, last, label in sentence.entities
    }
    if not gold:
        return {}
    ours = {
        (syntax.trees[s.sentence].tokens[s.first].start,
         syntax.trees[s.sentence].tokens[s.last].end, s.label)
        for s in syntax.spans
    }  # fmt: skip
    return {
        "typed": (set(ours), set(gold)),
        "untyped": ({span[:2] for span in ours}, {span[:2] for span in gold}),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=None, help="another folder of weights")
    parser.add_argument("--no-baseline", action="store_true")
    options = parser.parse_args()
    encoder = Encoder(options.weights)
    layers = (
        "words",
        "sentences",
        "upos",
        "lemma",
        "feats",
        "uas",
        "las",
        "las+",
        "typed",
        "untyped",
    )
    print("| treebank | system | " + " | ".join(layers) + " |")
    print("|---|---|" + "---|" * len(layers))
    for name, pattern in TREEBANKS.items():
        documents = conllu.read(options.data / pattern.format("dev"))
        texts = [conllu.raw_text(document)[0] for document in documents]
        systems = {"reader": score(documents, list(encoder.annotate(texts)))}
        if not options.no_baseline:
            baseline = Baseline(conllu.read(options.data / pattern.format("train")))
            systems["baseline"] = score(documents, baseline.annotate(texts))
        for system, scores in systems.items():
            cells = (f"{scores[layer]:.1f}" if layer in scores else "" for layer in layers)
            print(f"| {name} | {system} | " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
