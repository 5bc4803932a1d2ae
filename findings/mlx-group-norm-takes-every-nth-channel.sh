#!/usr/bin/env bash
# A group of MLX's GroupNorm (0.32.4) is not a run of neighbouring channels, as in PyTorch, Keras, Flax and ONNX: it is every n-th
# channel, unless pytorch_compatible=True is given. Parameters have the same names and shapes in both cases, so that a
# file of weights does not tell. Seen on 2026-11-28.
#
# Expected, of two groups over the channels 1 2 3 4 100 200 300 400: -1.34 -0.45 0.45 1.34 twice.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check "mlx[cpu]==0.32.4" numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import mlx.core as mx
import mlx.nn as nn
import numpy as np

x = mx.array(np.array([[1, 2, 3, 4, 100, 200, 300, 400]], dtype=np.float32))
results = {}
for compatible in (False, True):
    norm = nn.GroupNorm(2, 8, pytorch_compatible=compatible)
    results[compatible] = np.array(norm(x))[0]
    shapes = {name: array.shape for name, array in norm.parameters().items()}
    print(f"pytorch_compatible={compatible!s:5}  {np.round(results[compatible], 2)}  {shapes}")
runs = np.tile([-1.3416, -0.4472, 0.4472, 1.3416], 2)
interleaved = np.allclose(results[True], runs, atol=1e-3) and not np.allclose(results[False], runs, atol=0.1)
sys.exit(0 if interleaved else "changed: the default takes neighbouring channels")
PYTHON
