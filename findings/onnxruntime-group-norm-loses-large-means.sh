#!/usr/bin/env bash
# ONNX Runtime 1.32.0 runs GroupNormalization on the CPU as E[x^2] - E[x]^2 in 32 bits: at mean 10,000 and standard deviation 1
# outputs have standard deviations of 0.2 and 320 and some are NaN. InstanceNormalization of the same runtime, which is
# the same function where there are as many groups as channels, is right. Seen on 2026-11-28.
#
# Expected: a standard deviation of 1 in every group, as InstanceNormalization gives.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check onnx==1.23.2 onnxruntime==1.32.0 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import numpy as np
import onnxruntime
from onnx import TensorProto, checker, helper

x = np.random.default_rng(0).normal(1e4, 1, (1, 4, 256)).astype(np.float32)


def deviations(op, **attributes):
    parameters = [helper.make_tensor(name, TensorProto.FLOAT, [4], [value] * 4) for name, value in (("scale", 1), ("bias", 0))]
    shape = [1, 4, 256]
    graph = helper.make_graph(
        [helper.make_node(op, ["x", "scale", "bias"], ["y"], **attributes)],
        "norm",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, shape)],
        parameters,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    checker.check_model(model)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return session.run(None, {"x": x})[0].astype(np.float64).std(axis=2)[0]


group = deviations("GroupNormalization", num_groups=4)
instance = deviations("InstanceNormalization")
print("standard deviation of y, GroupNormalization:   ", group)
print("standard deviation of y, InstanceNormalization:", instance)
wrong = not np.allclose(group, 1, atol=0.5) and np.allclose(instance, 1, atol=1e-3)
sys.exit(0 if wrong else "changed: GroupNormalization is right at mean 1e4, or InstanceNormalization no longer is")
PYTHON
