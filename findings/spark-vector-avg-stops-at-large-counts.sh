#!/usr/bin/env bash
# Spark SQL's vector_avg and vector_sum (new in 4.2; seen in 4.3.0) keep a partition's running result in 32 bits: of 100,000 rows
# of 1000 and then as many of 1001, in one partition, the average is 1000.0, since each later row moves it by less than half
# an ulp, and the sum is 426,256 too large. avg and sum of the same numbers are exact. Seen on 2026-11-28.
#
# Expected: 1000.5 and 200,100,000.
# What it means for norms: use spark-norm's moments, or avg per element, for statistics of long columns.

set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pyspark==4.3.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("OFF")
rows = spark.range(0, 200_000, 1, 1).selectExpr("IF(id < 100000, 1000, 1001) AS v")
found = rows.selectExpr(
    "vector_avg(array(CAST(v AS FLOAT)))[0] AS vector_avg",
    "avg(v) AS avg",
    "vector_sum(array(CAST(v AS FLOAT)))[0] AS vector_sum",
    "sum(v) AS sum",
).first()
print()
print(f"vector_avg {found.vector_avg}, avg {found.avg}")
print(f"vector_sum {found.vector_sum:,.0f}, sum {found['sum']:,}")
spark.stop()
sys.exit(0 if found.vector_avg == 1000.0 and found.vector_sum != found["sum"] else "changed: both are as exact as avg and sum")
PYTHON
