"""Train the word splitter on UD EWT and GUM: ``python -m training.words --data DIR --out FILE``.

An averaged perceptron (Collins 2002) over the places where a word may end. Half a minute.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path

import numpy as np

from secondsource.encoder import words
from training import conllu
from training.syntax import TREEBANKS

Example = tuple[list[int], bool]


def chunks(documents: list[conllu.Document]) -> list[tuple[str, str, frozenset[int]]]:
    """Every chunk of the raw text with what follows it and the offsets where words end in it."""
    found = []
    for document in documents:
        text, offsets = conllu.raw_text(document)
        ends = {end for spans in offsets for _, end in spans}
        for match in words.CHUNK.finditer(text):
            start = match.start()
            cuts = frozenset(e - start for e in ends.intersection(range(start + 1, match.end())))
            found.append((match.group(), words.follow(text, match.end()), cuts))
    return found


def fused_words(found: list[tuple[str, str, frozenset[int]]]) -> dict[str, list[int]]:
    """Letter-only words that treebanks split most of the time ("cannot", "gonna")."""
    split: dict[str, Counter[int]] = {}
    seen: Counter[str] = Counter()
    for chunk, _, cuts in found:
        for match in words.re.finditer(r"[^\W\d_]+", chunk):
            word = match.group().lower()
            seen[word] += 1
            inside = [c - match.start() for c in cuts if match.start() < c < match.end()]
            split.setdefault(word, Counter()).update(inside)
    return {
        word: sorted(cut for cut, n in cuts.items() if n * 2 > seen[word])
        for word, cuts in sorted(split.items())
        if any(n >= 3 and n * 2 > seen[word] for n in cuts.values())
    }


def examples(
    found: list[tuple[str, str, frozenset[int]]], fused: dict[str, list[int]]
) -> list[Example]:
    """One example a place."""
    out: list[Example] = []
    for chunk, after, cuts in found:
        if chunk.isalpha() and chunk.lower() not in fused:
            continue
        plain = chunk.translate(words._ALIKE)
        if len(plain) <= words.LONGEST:
            out += [
                (words.features(plain, p, after), p in cuts) for p in words.places(plain, fused)
            ]
    return out


def train(data: list[Example], epochs: int, seed: int) -> np.ndarray:
    """Averaged perceptron weights, one a bucket."""
    weights, totals = [0.0] * words.BUCKETS, [0.0] * words.BUCKETS
    stamps, step, rng = [0] * words.BUCKETS, 0, random.Random(seed)
    for _ in range(epochs):
        rng.shuffle(data)
        for keys, gold in data:
            step += 1
            score = sum(weights[key] for key in keys)
            if (score > 0) != gold or abs(score) < 1:
                change = 1.0 if gold else -1.0
                for key in keys:
                    totals[key] += (step - stamps[key]) * weights[key]
                    stamps[key] = step
                    weights[key] += change
    final = [t + (step - s) * w for t, s, w in zip(totals, stamps, weights, strict=True)]
    return np.asarray(final, dtype=np.float32) / step


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=8)
    options = parser.parse_args()
    parts = {
        part: [chunks(conllu.read(options.data / name.format(part))) for name in TREEBANKS]
        for part in ("train", "dev")
    }
    everything = [chunk for corpus in parts["train"] for chunk in corpus]
    fused = fused_words(everything)
    weights = train(examples(everything, fused), options.epochs, seed=1)
    splitter = words.WordSplitter(weights, fused)
    for name, corpus in zip(("EWT", "GUM"), parts["dev"], strict=True):
        gold = right = guessed = 0
        misses: Counter[str] = Counter()
        for chunk, after, cuts in corpus:
            alone = chunk.isalpha() and chunk.lower() not in fused
            ours = set() if alone else set(splitter._cuts(chunk, after))
            mine, theirs = _pieces(ours, len(chunk)), _pieces(set(cuts), len(chunk))
            gold, guessed, right = (
                gold + len(theirs),
                guessed + len(mine),
                right + len(mine & theirs),
            )
            if mine != theirs:
                misses[chunk] += 1
        print(name, "words F1", round(200 * right / (gold + guessed), 2), misses.most_common(40))
    print(len(fused), "fused words", list(fused)[:60])
    np.savez_compressed(
        options.out, weights=weights.astype(np.float16), fused=np.array(json.dumps(fused))
    )


def _pieces(cuts: set[int], length: int) -> set[tuple[int, int]]:
    edges = [0, *sorted(cuts), length]
    return set(zip(edges, edges[1:], strict=False))


if __name__ == "__main__":
    main()
