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
#: An ONNX graph of one int8 product: ``MatMulInteger`` of ``a`` (uint8) and ``b`` (int8).
_PRODUCT = (
    b'\x08\x08\x12\x00:>\n\x18\n\x01a\n\x01b\x12\x01c"\rMatMulInteger\x12\x01gZ\t\n\x01a\x12\x04'
    b"\n\x02\x08\x02Z\t\n\x01b\x12\x04\n\x02\x08\x03b\t\n\x01c\x12\x04\n\x02\x08\x06B\x04\n\x00\x10\x11"
)

Arrays = Mapping[str, NDArray[np.float32]]


@cache
def has_exact_kernel() -> bool:
    """Whether the fast int8 kernel sums exactly on this processor, as it does on arm64 and on x86
    with VNNI; others add pairs of products in 16 bits, where the largest overflow.

    The kernel itself is asked. What NumPy tells of a processor changes with its releases: 2.4 no
    longer names the VNNI of the first processors that had it, which then read at half their speed.
    """
    import onnxruntime

    session = onnxruntime.InferenceSession(_PRODUCT, _options(), providers=["CPUExecutionProvider"])
    one, other = np.full((4, 64), 255, np.uint8), np.full((64, 32), 127, np.int8)
    (product,) = session.run(None, {"a": one, "b": other})
    return bool((product == 255 * 127 * 64).all())


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

    def _path(self, name: str) -> Path:
        folder = self._folder or Path(str(resources.files("secondsource.encoder") / "weights"))
        path = folder / name
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
        """A new ONNX Runtime session."""
        import onnxruntime

        options = _options()
        # no two batches have one shape, so plans by shape would only grow; the pool of buffers
        # doesn't, since batches are bounded, and saves the kernel from clearing pages each time
        options.enable_mem_pattern = False
        if not has_exact_kernel():
            # the fast kernel adds pairs of products in 16 bits there and may overflow
            options.add_session_config_entry("session.x64quantprecision", "1")
        return onnxruntime.InferenceSession(
            str(self._path("reader.onnx")),
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
