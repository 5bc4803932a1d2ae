#!/usr/bin/env bash
# Spark's Summarizer (4.3.0) squares weights: the rows 1, 2 and 3, each of weight 1e160, have the variance 0. Of weight 1 or
# 1e100 it is 1, as it should be: the weighted variance does not depend on the unit of the weights. Nothing is said.
# Seen on 2026-11-28.
#
# Expected: 1 for each.
# What it means for norms: scale weights to a moderate size before StandardScaler or Summarizer.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pyspark==4.3.0 numpy==2.4.6
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from pyspark.ml.linalg import Vectors
from pyspark.ml.stat import Summarizer
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("OFF")
variances = {}
for weight in (1.0, 1e100, 1e160):
    rows = spark.createDataFrame([(Vectors.dense([float(x)]), weight) for x in (1, 2, 3)], ["x", "w"])
    variances[weight] = rows.select(Summarizer.variance(rows.x, rows.w)).first()[0][0]
print()
for weight, variance in variances.items():
    print(f"weight {weight:g}: variance {variance}")
spark.stop()
sys.exit(0 if variances[1.0] == 1 and variances[1e160] == 0 else "changed: the variance no longer depends on the unit of the weights")
PYTHON
