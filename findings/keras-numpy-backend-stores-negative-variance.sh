#!/usr/bin/env bash
# Keras 3.15.1 on its NumPy backend takes the variance of a batch as E[x^2] - E[x]^2 in 32 bits, not clipped at 0: for a batch
# of mean 10,000 and variance 1, BatchNormalization stores moving variances like -56 and 64. (It imports jax on any backend.)
# Seen on 2026-11-28.
#
# Expected: moving variances near 1, or at least not below 0.
# What it means for who reads weights: a stored running variance may be negative, and has to be refused.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check keras==3.15.1 jax==0.10.2 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import os
import sys

os.environ["KERAS_BACKEND"] = "numpy"
import keras
import numpy as np

x = np.random.default_rng(0).normal(1e4, 1, (256, 4)).astype(np.float32)
norm = keras.layers.BatchNormalization(momentum=0.0)  # momentum 0: what is stored is the batch's own variance
norm(x, training=True)
stored = keras.ops.convert_to_numpy(norm.moving_variance.value)
print("variance of the batch:  ", x.astype(np.float64).var(axis=0))
print("moving variance stored: ", stored)
sys.exit(0 if stored.min() < 0 else "changed: no stored variance is negative")
PYTHON
