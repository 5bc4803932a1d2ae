#!/usr/bin/env bash
# scikit-learn 1.9.1's StandardScaler takes a column for constant when its standard deviation is below about
# rows * mean * 2.2e-16, and divides by 1 then. Times in milliseconds since 1970 with a standard deviation of 28.8 are scaled to a
# standard deviation of 1 with 1,000 rows, and left at 28.8 with 100,000: the bound grows with the rows. var_ is right in
# both. Seen on 2026-11-28.
#
# Expected: a standard deviation of 1 for any number of rows; the variance is exact to 1e-9 at the least.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check scikit-learn==1.9.1 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import numpy as np
from sklearn.preprocessing import StandardScaler

deviations = {}
for rows in (1_000, 100_000):
    times = (1.7e12 + np.random.default_rng(0).uniform(0, 100, rows))[:, None]
    scaler = StandardScaler().fit(times)
    deviations[rows] = scaler.transform(times).std()
    print(f"{rows:7,} rows: var_ {scaler.var_[0]:.1f}, scale_ {scaler.scale_[0]:.2f}, standard deviation of the result {deviations[rows]:.2f}")
jumps = abs(deviations[1_000] - 1) < 0.01 and deviations[100_000] > 28
sys.exit(0 if jumps else "changed: both are scaled alike")
PYTHON
