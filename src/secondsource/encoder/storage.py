"""The weights folder: everything in it loads at first use, once."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from functools import cache, cached_property
from hashlib import sha256
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secondsource.encoder.heads import VERSION
from secondsource.encoder.lemmas import Lemmatiser
from secondsource.encoder.shapes import MAX_PIECES
from secondsource.encoder.words import WordSplitter
from secondsource.errors import ModelError

UNKNOWN, START, STOP = 100, 101, 102  #: BERT's special sub-words
_CACHED_WORDS = 1 << 15

Arrays = Mapping[str, NDArray[np.float32]]


def _options() -> Any:
    """Of a session of one thread: batches run side by side instead."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # on arm64 with SME another library multiplies, with a scale a row: as good, but other labels
    options.add_session_config_entry("mlas.disable_kleidiai", "1")
    return options


class Weights:
    """What a weights folder holds; ``None`` is the folder shipped with the package."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._pieces: dict[str, list[int]] = {}

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self._folder or Path(str(resources.files("secondsource.encoder") / "weights"))

    def _path(self, name: str) -> Path:
        path = self.folder / name
        if not path.exists():
            raise ModelError(f"weights missing: {path}")
        return path

    @cached_property
    def description(self) -> dict[str, Any]:
        """Labels and settings; raises ModelError where code and weights don't fit."""
        description: dict[str, Any] = json.loads(self._path("reader.json").read_text("utf-8"))
        if description["version"] != VERSION:
            raise ModelError(f"weights are version {description['version']}, not {VERSION}")
        return description

    @cached_property
    def digest(self) -> str:
        """What tells these weights from all others: 16 hexadecimal digits."""
        digest = sha256()
        for name in ("reader.json", "reader.onnx", "heads.npz", "lemmas.json.gz", "vocab.txt"):
            digest.update(sha256(self._path(name).read_bytes()).digest())
        return digest.hexdigest()[:16]

    @cached_property
    def labels(self) -> dict[str, list[str]]:
        """Label lists, in the order of the outputs."""
        labels: dict[str, list[str]] = self.description["labels"]
        return labels

    @cached_property
    def arrays(self) -> Arrays:
        """Weights of the heads that are computed here and not in the graph."""
        with np.load(self._path("heads.npz")) as arrays:
            return {name: arrays[name].astype(np.float32) for name in arrays.files}

    @cached_property
    def splitter(self) -> WordSplitter:
        """Cuts text into words."""
        return WordSplitter(self.arrays["word_weights"], self.description["fused"])

    @cached_property
    def lemmatiser(self) -> Lemmatiser:
        """Words to lemmas."""
        return Lemmatiser(json.loads(gzip.decompress(self._path("lemmas.json.gz").read_bytes())))

    @cached_property
    def _vocabulary(self) -> Any:
        from tokenizers import BertWordPieceTokenizer

        return BertWordPieceTokenizer(str(self._path("vocab.txt")), lowercase=True)

    def session(self) -> Any:
        """A new ONNX Runtime session of the reader."""
        return self._session("reader.onnx")

    def clauses(self) -> Any:
        """A new ONNX Runtime session for vectors of clauses. Its graph takes embeddings and
        matrices from the reader's file."""
        self._path("reader.onnx")
        return self._session("clauses.onnx")

    def _session(self, name: str) -> Any:
        import onnxruntime

        options = _options()
        # no two batches have one shape, so plans by shape would only grow; the pool of buffers
        # doesn't, since batches are bounded, and saves the kernel from clearing pages each time
        options.enable_mem_pattern = False
        return onnxruntime.InferenceSession(
            str(self._path(name)),
            options,
            providers=["CPUExecutionProvider"],
            # its kernel is scalar code, five times slower than the parts it fuses
            disabled_optimizers=["SkipLayerNormFusion"],
        )

    def pieces(self, word: str) -> list[int]:
        """Sub-word ids of a word, at most MAX_PIECES."""
        known = self._pieces.get(word)
        if known is None:
            found = self._vocabulary.encode(word, add_special_tokens=False).ids[:MAX_PIECES]
            known = found or [UNKNOWN]
            if len(self._pieces) < _CACHED_WORDS:
                self._pieces[word] = known
        return known


def weights_of(folder: Path | None) -> Weights:
    """The weights of a folder; those shipped with the package are loaded once, whoever asks."""
    return _shipped() if folder is None else Weights(folder)


@cache
def _shipped() -> Weights:
    return Weights(None)
