#!/usr/bin/env bash
# safetensors 0.8.0 writes NumPy views that are not contiguous as if they were: two columns of one table, saved as two
# tensors, come back as the first and the second half of the table, row after row. Nothing in the file shows it. 0.7.0
# wrote them right. Seen on 2026-11-28.
#
# Expected: what load gives equals what save was given.
# What it means for norms: means and variances kept as columns of one array come back mixed. numpy.ascontiguousarray
# before save avoids it.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check safetensors==0.8.0 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import numpy as np
from safetensors.numpy import load, save

table = np.arange(12, dtype=np.float32).reshape(6, 2)
given = {"mean": table[:, 0], "variance": table[:, 1]}
found = load(save(given))
for name, column in given.items():
    print(f"{name:9} saved {column.tolist()}  loaded {found[name].tolist()}")
mixed = found["mean"].tolist() == [0, 1, 2, 3, 4, 5] and found["variance"].tolist() == [1, 2, 3, 4, 5, 6]
sys.exit(0 if mixed else "changed: strided views are no longer written as contiguous ones")
PYTHON
