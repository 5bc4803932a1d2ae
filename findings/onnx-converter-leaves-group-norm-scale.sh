#!/usr/bin/env bash
# GroupNormalization changed between opsets: at 18 scale and bias have one value a group, at 21 one a channel. The version
# converter of onnx 1.23.2 takes a model from 18 to 21 and leaves them one a group; the checker finds no fault.
# Seen on 2026-11-28.
#
# Expected: scale and bias repeated for each channel of their group, or a refusal.
# What it means for who reads weights: the opset does not tell what scale means; only its length does.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check onnx==1.23.2
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from onnx import TensorProto, checker, helper, version_converter

shape = [1, 4, 8]
graph = helper.make_graph(
    [helper.make_node("GroupNormalization", ["x", "scale", "bias"], ["y"], num_groups=2)],
    "norm",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
    [helper.make_tensor_value_info("y", TensorProto.FLOAT, shape)],
    [helper.make_tensor("scale", TensorProto.FLOAT, [2], [1, 2]), helper.make_tensor("bias", TensorProto.FLOAT, [2], [0, 1])],
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
converted = version_converter.convert_version(model, 21)
checker.check_model(converted, full_check=True)
sizes = {tensor.name: list(tensor.dims) for tensor in converted.graph.initializer}
print(f"opset {converted.opset_import[0].version}, 4 channels in 2 groups: {[n.op_type for n in converted.graph.node]} with {sizes}; the checker is content")
same = converted.opset_import[0].version == 21 and sizes == {"scale": [2], "bias": [2]}
sys.exit(0 if same else "changed: the converter no longer leaves scale and bias one a group")
PYTHON
