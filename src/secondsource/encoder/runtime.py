"""The shipped weights at work: ONNX Runtime in, Universal Dependencies out."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from itertools import pairwise, repeat
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder import decode
from secondsource.encoder.lemmas import Lemmatiser
from secondsource.encoder.shapes import MAX_PIECES
from secondsource.encoder.windows import Window, Zones, sure_ends, windows
from secondsource.encoder.words import WordSplitter
from secondsource.errors import ModelError
from secondsource.records.reading import Sentence, Token
from secondsource.syntax import LabelledSpan, Syntax, Tree

VERSION = 1
BATCH_PIECES = 1024  #: sub-words a batch: larger ones leave the cache and run slower
_SPECIAL = {"unk": 100, "start": 101, "stop": 102}

Output = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A window's sentences, with the entity spans and the vector of each."""

    sentences: list[Sentence]
    spans: list[list[tuple[int, int, int, float]]]
    vectors: NDArray[np.float32]


class Encoder:
    """Reads texts into Syntax. Cheap to make; the weights load at first use. Thread-safe."""

    def __init__(self, folder: Path | None = None, *, threads: int = 2) -> None:
        self._folder, self._threads, self._lock = folder, threads, Lock()
        self._pieces: dict[str, list[int]] = {}

    def prefetch(self) -> None:
        """Begin to load the model in another thread, while the caller has other things to do."""
        Thread(target=self._load_quietly, daemon=True).start()

    def _load_quietly(self) -> None:
        with suppress(ModelError, ImportError, OSError):  # whoever reads next meets it again
            self._load()

    def _load(self) -> Any:
        with self._lock:  # loading must happen once; running itself is thread-safe
            return self._session

    def annotate(
        self, texts: Iterable[str], skip: Iterable[Zones] | None = None
    ) -> Iterator[Syntax]:
        """Yield one Syntax a text, in order.

        ``skip`` gives for each text the half-open zones that are not read (boilerplate). Every
        text is a batch of its own: int8 scales are taken from what is in a batch, and a report
        must read the same whatever it is read beside.
        """
        for text, zones in zip(texts, repeat(()) if skip is None else skip, strict=False):
            yield self._annotate(text, zones)

    def _annotate(self, text: str, zones: Zones) -> Syntax:
        todo = list(windows(text, zones, self._splitter, self._ids))
        parsed: dict[int, _Parsed] = {}
        order = sorted(range(len(todo)), key=lambda index: todo[index].length)
        for rows in _batches(order, todo):
            chosen = [todo[index] for index in rows]
            output = self._run(chosen)
            parsed.update(zip(rows, self._parse(text, chosen, output), strict=True))
        return _assemble(
            text, [parsed[index] for index in range(len(todo))], self._labels["entity"]
        )

    # -- loading ---------------------------------------------------------------------------

    def _path(self, name: str) -> Path:
        folder = self._folder or Path(str(resources.files("secondsource.encoder") / "weights"))
        path = folder / name
        if not path.exists():
            raise ModelError(f"weights missing: {path}")
        return path

    @cached_property
    def _description(self) -> dict[str, Any]:
        description: dict[str, Any] = json.loads(self._path("reader.json").read_text("utf-8"))
        if description["version"] != VERSION:
            raise ModelError(f"weights are version {description['version']}, not {VERSION}")
        return description

    @cached_property
    def _labels(self) -> dict[str, list[str]]:
        labels: dict[str, list[str]] = self._description["labels"]
        return labels

    @cached_property
    def _heads(self) -> dict[str, NDArray[np.float32]]:
        with np.load(self._path("heads.npz")) as arrays:
            return {name: arrays[name].astype(np.float32) for name in arrays.files}

    @cached_property
    def _splitter(self) -> WordSplitter:
        return WordSplitter(self._heads["word_weights"], self._description["fused"])

    @cached_property
    def _lemmatiser(self) -> Lemmatiser:
        return Lemmatiser(json.loads(gzip.decompress(self._path("lemmas.json.gz").read_bytes())))

    @cached_property
    def _vocabulary(self) -> Any:
        from tokenizers import BertWordPieceTokenizer

        return BertWordPieceTokenizer(str(self._path("vocab.txt")), lowercase=True)

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = min(self._threads, os.cpu_count() or 1)
        options.log_severity_level = 3
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(
            str(self._path("reader.onnx")), options, providers=["CPUExecutionProvider"]
        )

    # -- one batch -------------------------------------------------------------------------

    def _ids(self, word: str) -> list[int]:
        known = self._pieces.get(word)
        if known is None:
            found = self._vocabulary.encode(word, add_special_tokens=False).ids[:MAX_PIECES]
            known = found or [_SPECIAL["unk"]]
            if len(self._pieces) < 200_000:
                self._pieces[word] = known
        return known

    def _run(self, rows: Sequence[Window]) -> Output:
        width = max(window.length for window in rows)
        count = max(len(window.words) for window in rows)
        ids, shapes, mask = (np.zeros((len(rows), width), dtype=np.int64) for _ in range(3))
        first, last = (np.zeros((len(rows), count), dtype=np.int64) for _ in range(2))
        for row, window in enumerate(rows):
            flat = [piece for pieces in window.pieces for piece in pieces]
            sizes = np.fromiter((len(pieces) for pieces in window.pieces), np.int64)
            ids[row, : len(flat) + 2] = [_SPECIAL["start"], *flat, _SPECIAL["stop"]]
            mask[row, : len(flat) + 2] = 1
            shapes[row, 1 : len(flat) + 1] = np.repeat(window.shapes, sizes)
            ends = np.cumsum(sizes)
            first[row, : len(sizes)] = ends - sizes + 1
            last[row, : len(sizes)] = ends
        feeds = {"ids": ids, "shapes": shapes, "mask": mask, "first": first, "last": last}
        session = self._load()
        names = [output.name for output in session.get_outputs()]
        return dict(zip(names, session.run(names, feeds), strict=True))

    def _parse(self, text: str, rows: Sequence[Window], output: Output) -> Iterator[_Parsed]:
        """Sentences, trees, spans and vectors of every row of a batch."""
        edges = [
            _edges(output["ends"][row], len(window.words), sure_ends(text, window.words))
            for row, window in enumerate(rows)
        ]
        heads = [_heads(output["arcs"][row], edges[row]) for row in range(len(rows))]
        labels = iter(self._relations(output, heads))
        for row, window in enumerate(rows):
            sentences, spans, vectors = [], [], []
            for start, stop in pairwise(edges[row]):
                tree = [
                    (head - start if head else 0, next(labels)) for head in heads[row][start:stop]
                ]
                sentences.append(self._sentence(text, window, output, (row, start), tree))
                cells = (
                    output["span_label"][row, start:stop],
                    output["span_margin"][row, start:stop],
                )
                spans.append(decode.spans(*cells))
                vectors.append(output["meaning"][row, start:stop].mean(0))
            yield _Parsed(sentences, spans, self._vectors(np.stack(vectors)))

    def _relations(self, output: Output, heads: Sequence[Sequence[int]]) -> list[str]:
        """Labels of all arcs of a batch, row by row: one product for all of them."""
        names = self._labels["deprel"]
        rows = np.repeat(np.arange(len(heads)), [len(row) for row in heads])
        words = np.concatenate([np.arange(len(row)) for row in heads])
        above = np.concatenate([np.array(row) for row in heads])
        dependents, governors = output["dependents"][rows, words], output["governors"][rows, above]
        states = np.concatenate([dependents * governors, dependents, governors], axis=1)
        scores = states @ self._heads["relation_weight"].T + self._heads["relation_bias"]
        scores[:, names.index("root")] = np.where(above == 0, 1e9, -1e9)
        return [names[index] for index in scores.argmax(1).tolist()]

    def _sentence(
        self,
        text: str,
        window: Window,
        output: Output,
        place: tuple[int, int],
        tree: list[tuple[int, str]],
    ) -> Sentence:
        row, start = place
        tokens = []
        tags = {name: output[name][row].tolist() for name in ("upos", "feats", "lemma")}
        for offset, (head, label) in enumerate(tree):
            index = start + offset
            first, last = window.words[index]
            feats = self._labels["feats"][tags["feats"][index]]
            edit = self._labels["lemma"][tags["lemma"][index]]
            upos = self._labels["upos"][tags["upos"][index]]
            lemma = self._lemmatiser.lemma(text[first:last], upos, edit)
            tokens.append(
                Token(
                    start=first, end=last, lemma=lemma, upos=upos, head=head, deprel=label,
                    feats=None if feats == "_" else feats,
                )
            )  # fmt: skip
        return Sentence(start=tokens[0].start, end=tokens[-1].end, tokens=tuple(tokens))

    def _vectors(self, means: NDArray[np.float32]) -> NDArray[np.float32]:
        projected = means @ self._heads["vector_weight"].T + self._heads["vector_bias"]
        norms = np.linalg.norm(projected, axis=1, keepdims=True)
        unit: NDArray[np.float32] = (projected / np.maximum(norms, 1e-9)).astype(np.float32)
        return unit


def _edges(ends: NDArray[np.float32], count: int, sure: list[int]) -> list[int]:
    """Word numbers where sentences begin, and the number of words."""
    return sorted({0, *(np.nonzero(ends[: count - 1] > 0)[0] + 1).tolist(), *sure, count})


def _heads(arcs: NDArray[np.float32], edges: list[int]) -> list[int]:
    """Governors of all words of a window: 1-based in the window, 0 for a root."""
    found: list[int] = []
    for start, stop in pairwise(edges):
        columns = np.r_[0, start + 1 : stop + 1]
        tree = decode.heads(arcs[start:stop][:, columns])
        found += [start + head if head else 0 for head in tree]
    return found


def _batches(order: list[int], todo: list[Window]) -> Iterator[list[int]]:
    """Windows of like length together, at most BATCH_PIECES sub-words with padding."""
    rows: list[int] = []
    for index in order:
        if rows and (len(rows) + 1) * todo[index].length > BATCH_PIECES:
            yield rows
            rows = []
        rows.append(index)
    if rows:
        yield rows


def _assemble(text: str, parts: list[_Parsed], names: list[str]) -> Syntax:
    trees: list[Tree] = []
    spans: list[LabelledSpan] = []
    for part in parts:
        for sentence, found in zip(part.sentences, part.spans, strict=True):
            spans += [
                LabelledSpan(len(trees), first, last, names[label], score)
                for first, last, label, score in found
            ]
            trees.append(Tree(text, sentence))
    vectors = np.concatenate([part.vectors for part in parts]) if parts else None
    return Syntax(text, tuple(trees), tuple(spans), vectors)
