"""Bad input is a Python exception with our message."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame

import sparknorm
from common import usable

BAD: list[tuple[Any, dict[str, Any], str]] = [
    (sparknorm.LayerNorm, {"inputCol": "nosuch"}, "no column 'nosuch'; there are "),
    (sparknorm.LayerNorm, {"epsilon": -1.0}, "epsilon must be positive and finite, found -1.0"),
    (sparknorm.GroupNorm, {"groups": 3}, "does not divide into groups = 3"),
    (sparknorm.RMSNorm, {"inputCol": "weight"}, "column 'weight' is double, expected vector, array"),
    (sparknorm.RMSNorm, {"handleInvalid": "drop"}, "handleInvalid must be one of error, skip, keep, found drop"),
    (sparknorm.SyncBatchNorm, {"weightCol": "x"}, "column 'x' is array<double>, expected "),
    (sparknorm.SyncBatchNorm, {"momentum": 2.0}, "momentum must be in [0, 1], found 2.0"),
    (sparknorm.NeuralNetClassifier, {"network": "dense"}, "expected the number of units, found the end in: dense"),
    (sparknorm.NeuralNetClassifier, {"solver": "lbfgs"}, "solver must be one of sgd, adamW, found lbfgs"),
]


@pytest.mark.parametrize("stage, params, message", BAD, ids=lambda value: str(value)[:30])
def test_bad_params_and_columns_are_named(rows: DataFrame, stage: Any, params: dict[str, Any], message: str) -> None:
    made = usable(stage, **params)
    with pytest.raises(PySparkException) as failure:
        if hasattr(made, "fit"):
            made.fit(rows)
        else:
            made.transform(rows).count()
    assert message in str(failure.value)


def test_rows_that_a_fit_refuses_are_counted(rows: DataFrame) -> None:
    bad = rows.selectExpr("IF(id = 3, array(double('NaN'), 0D, 0D, 0D), x) AS x")
    with pytest.raises(PySparkException, match="1 row is null, NaN or infinite, expected finite values"):
        sparknorm.SyncBatchNorm(inputCol="x").fit(bad)


def test_nulls_within_arrays_and_nans_are_treated_alike(rows: DataFrame) -> None:
    bad = rows.selectExpr("id", "CASE id WHEN 1 THEN array(NULL, 1D) WHEN 2 THEN array(double('NaN'), 1D)"
                          " WHEN 3 THEN NULL ELSE array(double(id), 1D) END AS x")
    stage = sparknorm.LayerNorm(inputCol="x", outputCol="y", handleInvalid="skip")
    assert stage.transform(bad).count() == 57


@pytest.mark.classic
def test_a_session_without_the_jar_is_told_what_is_missing() -> None:
    script = """
from pyspark.sql import SparkSession
import sparknorm
SparkSession.builder.master("local[1]").getOrCreate()
sparknorm.LayerNorm()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.returncode == 1
    assert "does not know org.sparknorm.ml.LayerNorm: found no spark-norm jar, expected it from" in done.stderr
