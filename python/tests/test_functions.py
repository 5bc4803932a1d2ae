"""The SQL functions as functions of columns."""

from __future__ import annotations

from typing import Any

import pytest
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F

import sparknorm
from common import transformer, values
from sparknorm.functions import batch_norm, group_norm, layer_norm, moments, register, rms_norm

pytestmark = pytest.mark.server

GAMMA = [1.0, 2.0, 3.0, 4.0]
BETA = [0.5, 0.0, 0.0, -1.0]


@pytest.mark.parametrize(
    "function, stage",
    [
        (lambda: layer_norm("x"), lambda: sparknorm.LayerNorm()),
        (lambda: layer_norm("x", GAMMA, BETA, 0.25), lambda: sparknorm.LayerNorm(gamma=GAMMA, beta=BETA, epsilon=0.25)),
        (lambda: layer_norm("x", beta=BETA), lambda: sparknorm.LayerNorm(beta=BETA)),
        (lambda: rms_norm("x", GAMMA), lambda: sparknorm.RMSNorm(gamma=GAMMA)),
        (lambda: group_norm("x", 2, 4, GAMMA), lambda: sparknorm.GroupNorm(groups=2, gamma=GAMMA)),
    ],
)
def test_a_function_is_its_stage(rows: DataFrame, function: Any, stage: Any) -> None:
    made = transformer(stage().setInputCol("x").setOutputCol("y"), rows)
    assert values(rows.withColumn("y", function()), ["y"]) == values(made.transform(rows), ["y"])


def test_batch_norm_of_moments_is_sync_batch_norm(rows: DataFrame) -> None:
    model = sparknorm.SyncBatchNorm(inputCol="x", outputCol="y", gamma=GAMMA).fit(rows)
    table = rows.crossJoin(rows.select(moments("x").alias("m")))
    found = table.withColumn("y", batch_norm("x", F.col("m.mean"), F.col("m.variance"), GAMMA))
    for one, other in zip(values(found, ["y"]), values(model.transform(rows), ["y"])):
        assert one[0] == pytest.approx(other[0], rel=1e-9, abs=1e-12)


def test_parameters_may_be_columns(rows: DataFrame) -> None:
    table = rows.withColumn("g", F.lit(GAMMA))
    for gamma in ("g", F.col("g"), F.lit(GAMMA)):
        found = values(table.withColumn("y", rms_norm("x", gamma)), ["y"])
        assert found == values(table.withColumn("y", rms_norm("x", GAMMA)), ["y"])


def test_functions_take_vectors(rows: DataFrame) -> None:
    assert isinstance(layer_norm("v"), Column)
    assert rows.select(layer_norm("v").alias("y")).schema["y"].dataType == rows.schema["v"].dataType


def test_moments_group(rows: DataFrame) -> None:
    found = rows.groupBy("label").agg(moments("x").alias("m")).orderBy("label").collect()
    assert [row.m["count"] for row in found] == [30, 30]


def test_over_connect_the_server_has_to_know_the_functions(rows: DataFrame, kind: str) -> None:
    if kind == "connect":
        with pytest.raises(NotImplementedError, match="start the server with spark.sql.extensions="):
            register(rows.sparkSession)
