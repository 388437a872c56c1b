"""The quantised graph with each product and its bias in one node."""

import numpy as np
import pytest

SIZE, INNER = 8, 32


@pytest.fixture(scope="module")
def onnx():
    pytest.importorskip("torch", reason="needs the training extra")
    return pytest.importorskip("onnx", reason="needs the training extra")


@pytest.fixture(scope="module")
def quantised(onnx, tmp_path_factory):
    """Two products, one with a GELU behind it and one with a residual, as the exporter leaves
    them after quantising."""
    from onnx import TensorProto, helper, numpy_helper

    from training.export import quantise

    rng = np.random.default_rng(1)
    sizes = {"a": (SIZE, INNER), "b": (INNER, SIZE), "a_bias": (INNER,), "b_bias": (SIZE,)}
    constants = [
        numpy_helper.from_array(rng.normal(size=size).astype(np.float32), name)
        for name, size in sizes.items()
    ]
    nodes = [
        helper.make_node("MatMul", ["x", "a"], ["inner"], name="one"),
        helper.make_node(
            "BiasGelu", ["inner", "a_bias"], ["bent"], name="bend", domain="com.microsoft"
        ),
        helper.make_node("MatMul", ["bent", "b"], ["outer"], name="two"),
        helper.make_node("Add", ["outer", "b_bias"], ["biased"], name="bias"),
        helper.make_node("Add", ["biased", "x"], ["y"], name="residual"),
    ]
    ends = [helper.make_tensor_value_info(name, TensorProto.FLOAT, ["rows", SIZE]) for name in "xy"]
    graph = helper.make_graph(nodes, "encoder", ends[:1], ends[1:], constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    folder = tmp_path_factory.mktemp("graph")
    onnx.save(
        helper.make_model(graph, opset_imports=opsets, ir_version=8), str(folder / "fp32.onnx")
    )
    quantise(folder / "fp32.onnx", folder / "int8.onnx")
    return folder / "int8.onnx"


def run(model, x):
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )
    return session.run(None, {"x": x})[0]


def test_joined_products_give_the_same(onnx, quantised):
    from training.export import join_products

    x = np.random.default_rng(2).normal(size=(5, SIZE)).astype(np.float32)
    apart, joined = onnx.load(str(quantised)), join_products(onnx.load(str(quantised)))
    assert np.allclose(run(apart, x), run(joined, x), atol=1e-5)


def test_a_joined_product_holds_its_bias_and_nothing_is_left_of_its_parts(onnx, quantised):
    from training.export import join_products

    joined = join_products(onnx.load(str(quantised)))
    kinds = [node.op_type for node in joined.graph.node]
    assert kinds == ["DynamicQuantizeMatMul", "Gelu", "DynamicQuantizeMatMul", "Add"]
    products = [node for node in joined.graph.node if node.op_type == "DynamicQuantizeMatMul"]
    assert [node.input[-1] for node in products] == ["a_bias", "b_bias"]
