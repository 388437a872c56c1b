"""Round int8 matrices so that no processor's fast kernel can overflow.

``python -m training.rounding --data DIR --weights DIR --out FILE`` does it to an exported graph.

x86 processors without VNNI multiply bytes two and two and add each pair in 16 bits, where two
inputs of 255 times two weights of 127 don't fit. Seven bits a weight would do and cost 0.7 LAS. But
only neighbours of one sign can overflow, and only where together they come to more than LIMIT: a
fiftieth of the pairs. So every column gets the finest scale that suits it under that limit; what
rounding one weight leaves over is handed to those not yet rounded, by how their inputs go together
in news (GPTQ, Frantar et al. 2023), and then each is moved to its best value beside the others. The
error on top of that of int8 itself is between a hundredth of it and as much again.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import numpy_helper

from benchmarks.ecb import load
from secondsource.encoder.batches import batches, feeds
from secondsource.encoder.storage import Weights
from secondsource.encoder.windows import windows

LIMIT = 128  #: of two neighbours of one sign: 255 * 128 fits into 16 bits, 255 * 129 doesn't
LARGEST = 127
PIECES = 40_000  #: sub-words of news that tell how inputs go together
#: scales that are tried, times those of the export: at twice those nothing overflows
_COARSER = np.concatenate([np.arange(1.0, 1.6, 0.02), np.arange(1.6, 2.01, 0.1)])
_DAMPING = 0.01  #: of the mean moment, added to each, so that rare inputs don't decide
_SWEEPS = 4
_BLOCK = 64

Floats = NDArray[np.float64]
Feeds = Mapping[str, NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Product:
    """An int8 product of a graph: names of its fp32 input, its matrix and the matrix's scales."""

    source: str
    matrix: str
    scale: str


def products(model: onnx.ModelProto) -> list[Product]:
    """All int8 products of a served graph."""
    makers = {output: node for node in model.graph.node for output in node.output}
    found = []
    for node in model.graph.node:
        if node.op_type == "QAttention":
            found.append(Product(makers[node.input[0]].input[0], node.input[1], node.input[4]))
        elif node.op_type == "DynamicQuantizeMatMul":
            found.append(Product(*node.input[:3]))
    return found


def overflows(matrix: NDArray[np.int8]) -> NDArray[np.bool_]:
    """For each pair of neighbours of a matrix [inputs, outputs] whether the two can overflow."""
    one, other = matrix[0::2].astype(int), matrix[1::2].astype(int)
    return (one * other > 0) & (np.abs(one + other) > LIMIT)


def tightened(model: onnx.ModelProto, batches_: Iterable[Feeds]) -> onnx.ModelProto:
    """The graph with every matrix rounded anew; ``batches_`` are inputs of the graph that show how
    its products are used."""
    todo = products(model)
    known = moments(model, [product.source for product in todo], batches_)
    constants = {tensor.name: tensor for tensor in model.graph.initializer}
    for product in todo:
        matrix, scale = constants[product.matrix], constants[product.scale]
        whole, scales = rounded(
            numpy_helper.to_array(matrix), numpy_helper.to_array(scale), known[product.source]
        )
        matrix.CopyFrom(numpy_helper.from_array(whole, product.matrix))
        scale.CopyFrom(numpy_helper.from_array(scales, product.scale))
    return model


def moments(
    model: onnx.ModelProto, sources: Sequence[str], batches_: Iterable[Feeds]
) -> dict[str, Floats]:
    """The mean of x xᵀ over all inputs x of products, by the name of the input."""
    import onnxruntime

    probe = onnx.ModelProto()
    probe.CopyFrom(model)
    names = list(dict.fromkeys(sources))
    told = {output.name for output in probe.graph.output}
    probe.graph.output.extend(
        onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
        for name in names
        if name not in told
    )
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        probe.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    sums: dict[str, Floats] = {}
    seen = dict.fromkeys(names, 0)
    for given in batches_:
        read = given["mask"].astype(bool)
        for name, states in zip(names, session.run(names, given), strict=True):
            inside = states[read] if states.shape[:2] == read.shape else _flat(states)
            rows = inside.astype(np.float64)
            sums[name] = sums.get(name, 0.0) + rows.T @ rows
            seen[name] += len(rows)
    return {name: total / seen[name] for name, total in sums.items()}


def _flat(states: NDArray[np.float32]) -> NDArray[np.float32]:
    return states.reshape(-1, states.shape[-1])


def rounded(
    matrix: NDArray[np.int8], scales: NDArray[np.float32], moments_: Floats
) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """A matrix [inputs, outputs] in which nothing overflows, and its scales [outputs]; ``moments_``
    [inputs, inputs] are the mean of x xᵀ."""
    wanted = matrix.astype(np.float64) * scales
    damped = moments_ + np.eye(len(matrix)) * _DAMPING * np.diag(moments_).mean()
    inverse = np.linalg.cholesky(np.linalg.inv(damped)).T
    best = np.full(len(scales), np.inf)
    whole, chosen = np.zeros_like(wanted), scales.astype(np.float64)
    for factor in _COARSER:
        tried = _handed_on(wanted, scales * factor, inverse)
        lost = _loss(wanted - tried * (scales * factor), damped)
        better = lost < best
        best[better], whole[:, better] = lost[better], tried[:, better]
        chosen[better] = scales[better] * factor
    _settle(wanted, whole, chosen, damped)
    return whole.astype(np.int8), chosen.astype(np.float32)


def _loss(wrong: Floats, moments_: Floats) -> Floats:
    """The mean squared error of every output."""
    found: Floats = ((moments_ @ wrong) * wrong).sum(0)
    return found


def _handed_on(wanted: Floats, scales: Floats, inverse: Floats) -> Floats:
    """Whole numbers row by row, what each leaves over handed to the rows after it; ``inverse`` is
    the upper Cholesky factor of the inverse moments."""
    left, whole = wanted.copy(), np.zeros_like(wanted)
    for start in range(0, len(wanted), _BLOCK):
        stop = min(len(wanted), start + _BLOCK)
        errors = np.zeros((stop - start, wanted.shape[1]))
        for row in range(start, stop):
            low, high = _allowed(whole[row - 1] if row % 2 else np.zeros(len(scales)))
            whole[row] = np.clip(np.rint(left[row] / scales), low, high)
            error = (left[row] - whole[row] * scales) / inverse[row, row]
            left[row + 1 : stop] -= np.outer(inverse[row, row + 1 : stop], error)
            errors[row - start] = error
        left[stop:] -= inverse[start:stop, stop:].T @ errors
    return whole


def _allowed(neighbour: Floats) -> tuple[Floats, Floats]:
    """The smallest and the largest number that may stand beside another."""
    low = np.where(neighbour < 0, -LIMIT - neighbour, -LARGEST)
    high = np.where(neighbour > 0, LIMIT - neighbour, LARGEST)
    return np.maximum(low, -LARGEST), np.minimum(high, LARGEST)


def _settle(wanted: Floats, whole: Floats, scales: Floats, moments_: Floats) -> None:
    """Move each number to its best value beside all others, in place, until none moves."""
    slope = moments_ @ (wanted - whole * scales)
    for _ in range(_SWEEPS):
        moved = False
        for row in range(len(wanted)):
            low, high = _allowed(whole[row ^ 1])
            better = whole[row] + np.rint(slope[row] / moments_[row, row] / scales)
            step = np.clip(better, low, high) - whole[row]
            if step.any():
                moved = True
                whole[row] += step
                slope -= np.outer(moments_[:, row], step * scales)
        if not moved:
            return


def news(data: Path, weights: Weights) -> Iterator[Feeds]:
    """Batches of some PIECES sub-words of ECB+'s train topics, a topic's texts far apart."""
    documents = load(data / "ecbplus", "train")
    read = 0
    for document in documents[::7]:
        todo = list(windows(document.report.text, (), weights.splitter, weights.pieces))
        for rows in batches([window.length for window in todo]):
            yield feeds([todo[index] for index in rows])
        read += sum(window.length for window in todo)
        if read > PIECES:
            return


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    model = onnx.load(str(options.weights / "reader.onnx"))
    onnx.save(tightened(model, news(options.data, Weights(options.weights))), str(options.out))


if __name__ == "__main__":
    main()
