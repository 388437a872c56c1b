"""Export trained weights for serving.

``python -m training.export --data DIR --run DIR --words FILE --out DIR``

Writes ``reader.onnx`` (int8, fused), ``reader.json`` (labels, version), ``heads.npz`` (all
that is computed outside the graph, word splitter) and ``vocab.txt``. The fp32 graph stays in the
run folder, so that ``benchmarks.accuracy --fp32`` can tell what quantisation costs.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from secondsource.encoder.heads import MIXES, VERSION
from training import attribution, coreference, entities, events, syntax, tail
from training.model import Labels, Reader, backbone, encoder_folder
from training.reader import HEADS
from training.smoothing import factors

INPUTS = ("ids", "shapes", "mask")


class Served(nn.Module):
    """The encoder as a plain graph: BERT written out, so that ONNX Runtime recognises and fuses
    its attention, GELU and layer norms."""

    def __init__(self, model: Reader, smoothing: list[tuple[Tensor, Tensor]]) -> None:
        super().__init__()
        self.model = model
        self.smoothing = smoothing
        for layer, (inner, outer) in zip(model.encoder.encoder.layer, smoothing, strict=True):
            layer.intermediate.dense.weight.data *= inner
            layer.output.dense.weight.data *= outer
        self.heads = model.encoder.config.num_attention_heads

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """The states of the last layers, LAYERS."""
        return self.bert(ids, shapes, mask)[-len(tail.LAYERS) :]

    def bert(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Hidden states of all layers."""
        parts = self.model.encoder.embeddings
        places = torch.arange(ids.size(1), dtype=torch.int64).unsqueeze(0)
        x = parts.word_embeddings(ids) + parts.token_type_embeddings(shapes)
        x = parts.LayerNorm(x + parts.position_embeddings(places))
        bias = (1.0 - mask.unsqueeze(1).unsqueeze(2).float()) * -10000.0
        states = [x]
        for layer, smooth in zip(self.model.encoder.encoder.layer, self.smoothing, strict=True):
            x = self._feed_forward(layer, self._attention(layer, x, bias), smooth)
            states.append(x)
        return tuple(states)

    def _attention(self, layer: nn.Module, x: Tensor, bias: Tensor) -> Tensor:
        attention = layer.attention.self
        query, key, value = (
            self._split(part(x)) for part in (attention.query, attention.key, attention.value)
        )
        scores = torch.matmul(query, key.transpose(-1, -2)) / math.sqrt(query.size(-1))
        context = torch.matmul(torch.softmax(scores + bias, -1), value)
        context = context.permute(0, 2, 1, 3).contiguous()
        context = context.view(context.size(0), context.size(1), x.size(-1))
        out = layer.attention.output
        return out.LayerNorm(out.dense(context) + x)

    def _feed_forward(self, layer: nn.Module, x: Tensor, factors: tuple[Tensor, Tensor]) -> Tensor:
        inner = torch.nn.functional.gelu(layer.intermediate.dense(x * (1 / factors[0])))
        return layer.output.LayerNorm(layer.output.dense(inner * (1 / factors[1])) + x)

    def _split(self, x: Tensor) -> Tensor:
        return x.view(x.size(0), x.size(1), self.heads, x.size(-1) // self.heads).permute(
            0, 2, 1, 3
        )


def export_graph(served: Served, path: Path) -> None:
    """The encoder in fp32 ONNX, then fused."""
    from onnxruntime.transformers import optimizer

    example = (
        torch.ones(2, 16, dtype=torch.int64), torch.zeros(2, 16, dtype=torch.int64),
        torch.ones(2, 16, dtype=torch.int64),
    )  # fmt: skip
    axes = dict.fromkeys((*INPUTS, *tail.LAYERS), {0: "rows", 1: "pieces"})
    torch.onnx.export(
        served.eval(), example, str(path), input_names=list(INPUTS),
        output_names=list(tail.LAYERS), dynamic_axes=axes, opset_version=17, dynamo=False,
    )  # fmt: skip
    config = served.model.encoder.config
    fused = optimizer.optimize_model(
        str(path), model_type="bert", num_heads=config.num_attention_heads,
        hidden_size=config.hidden_size, opt_level=1,
    )  # fmt: skip
    print("fused:", {k: v for k, v in fused.get_fused_operator_statistics().items() if v})
    fused.save_model_to_file(str(path))
    unfuse_skips(path)


def unfuse_skips(path: Path) -> None:
    """Write every SkipLayerNormalization as additions and a LayerNormalization.

    ONNX Runtime's fused kernel sums in scalar code on CPUs: 2.1 ms against 0.4 ms for 1,024
    sub-words, a sixth of the whole encoder.
    """
    import onnx
    from onnx import helper

    model = onnx.load(str(path))
    nodes = []
    for node in model.graph.node:
        if node.op_type != "SkipLayerNormalization":
            nodes.append(node)
            continue
        one, two, gamma, beta, *bias = node.input
        total = f"{node.output[0]}_sum"
        for term in bias:
            nodes.append(helper.make_node("Add", [one, term], [f"{total}_bias"]))
            one = f"{total}_bias"
        nodes.append(helper.make_node("Add", [one, two], [total]))
        epsilon = next(a.f for a in node.attribute if a.name == "epsilon")
        nodes.append(
            helper.make_node(
                "LayerNormalization", [total, gamma, beta], [node.output[0]],
                name=node.name, axis=-1, epsilon=epsilon,
            )
        )  # fmt: skip
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    onnx.checker.check_model(model)
    onnx.save(model, str(path))


def quantise(fp32: Path, int8: Path) -> None:
    """Dynamic int8 of the encoder's matrices and the embedding tables, a scale a column.

    One scale a matrix costs 1.5 LAS, one a column 0.2. Seven bits would keep processors without
    VNNI from overflowing, but cost 0.7 LAS and 4 points of sentence F1; ``training.rounding`` is to
    follow, which does it with eight.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        str(fp32), str(int8), op_types_to_quantize=["MatMul", "Attention", "Gather"],
        per_channel=True, weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": 1},
    )  # fmt: skip


def join_products(model: onnx.ModelProto) -> onnx.ModelProto:
    """Each int8 product of the encoder and the bias behind it as one node.

    ONNX Runtime joins them too, but for the bias: added in a pass of its own, before a residual or
    inside the GELU, it takes 3 % of the graph's time. What comes out is the same to the bit.
    """
    graph = model.graph
    constants = {tensor.name for tensor in graph.initializer}
    makers = {output: node for node in graph.node for output in node.output}
    readers: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            readers.setdefault(name, []).append(node)
    joined: dict[str, onnx.NodeProto | None] = {}  #: by first output; None for what goes
    for product in [node for node in graph.node if node.op_type == "MatMulInteger"]:
        quantise = makers[product.input[0]]
        (cast,) = readers[product.output[0]]
        (scaled,) = readers[cast.output[0]]
        (biased,) = readers[scaled.output[0]]
        scales = makers[scaled.input[1]]
        (scale,) = (name for name in scales.input if name in constants)
        (bias,) = (name for name in biased.input if name in constants)
        output = biased.output[0]
        if biased.op_type == "BiasGelu":
            bent = onnx.helper.make_node(
                "Gelu", [scaled.output[0]], [output], name=biased.name, domain="com.microsoft"
            )
            joined[output], output = bent, scaled.output[0]
        else:
            joined[output] = None
        gone = (quantise, scales, cast, scaled)
        joined |= {node.output[0]: None for node in gone}
        joined[product.output[0]] = tail.int8_product(
            quantise.input[0], (product.input[1], scale, bias), output
        )
    nodes = [joined.get(node.output[0], node) for node in graph.node]
    del graph.node[:]
    graph.node.extend(node for node in nodes if node is not None)
    onnx.checker.check_model(model)
    return model


Arrays = dict[str, NDArray[Any]]


def restored_model(run: Path) -> tuple[Reader, dict[str, Any]]:
    """The trained model of a run folder, with as many layers as it has, and the run's state."""
    state = torch.load(run / "reader.pt", weights_only=False)
    numbers = {re.match(r"encoder\.encoder\.layer\.(\d+)\.", name) for name in state["model"]}
    layers = len({found[1] for found in numbers if found})
    model = Reader(backbone(layers), Labels(**state["labels"]))
    model.load_state_dict(state["model"])
    return model.eval(), state


def restored(run: Path) -> tuple[Reader, nn.ModuleDict, dict[str, Any]]:
    """The trained model of a run folder, its heads outside the graph, and the run's state."""
    model, state = restored_model(run)
    names = {name.partition(".")[0] for name in state["heads"]}
    heads = nn.ModuleDict({name: HEADS[name]() for name in HEADS if name in names})
    heads.load_state_dict(state["heads"])
    return model, heads, state


def served_arrays(model: Reader, heads: nn.ModuleDict) -> Arrays:
    """What all heads need, in the graph and outside it."""
    found: Arrays = {
        "relation_weight": model.relations.out.weight.detach().numpy().astype(np.float16),
        "relation_bias": model.relations.out.bias.detach().numpy(),
        "vector_weight": model.vector.weight.detach().numpy().astype(np.float16),
        "vector_bias": model.vector.bias.detach().numpy(),
        "mixes": np.stack(
            [torch.softmax(model.mixes[name].weight, 0).detach().numpy() for name in MIXES]
        ),
    }
    found |= syntax.arrays(heads["syntax"])
    found |= tail.parser_arrays(model.state_dict())
    found |= entities.arrays(heads["mentions"].entities)
    found |= coreference.arrays(heads["mentions"].coreference)
    for name, module in (("attribution", attribution), ("events", events)):
        if name in heads:
            found |= module.arrays(heads[name])
    return found


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--words", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model, heads, state = restored(options.run)
    served = Served(model, factors(model, options.data))
    arrays = served_arrays(model, heads)
    fp32, int8 = options.run / "reader-fp32.onnx", options.out / "reader.onnx"
    export_graph(served, fp32)
    quantise(fp32, int8)
    onnx.save(tail.append(onnx.load(str(fp32)), arrays, int8=False), str(fp32))
    quantised = join_products(onnx.load(str(int8)))
    onnx.save(tail.append(quantised, arrays, int8=True), str(int8))
    splitter = np.load(options.words)
    np.savez_compressed(
        options.out / "heads.npz",
        word_weights=splitter["weights"],
        **tail.rest(arrays),
    )
    description = {
        "version": VERSION, "labels": model.labels.as_dict(),
        "fused": json.loads(str(splitter["fused"])), "steps": state["step"],
        "kept": state.get("kept", True),
    }  # fmt: skip
    (options.out / "reader.json").write_text(json.dumps(description, ensure_ascii=False))
    shutil.copy(encoder_folder() / "vocab.txt", options.out / "vocab.txt")
    for path in sorted(options.out.iterdir()):
        print(path.name, path.stat().st_size)


if __name__ == "__main__":
    main()
