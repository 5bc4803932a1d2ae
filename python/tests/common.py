"""The stages, a value for each of their params, and how results are compared."""

from __future__ import annotations

from typing import Any

import pytest
from pyspark.sql import DataFrame

import sparknorm

ROW_NORM = {
    "inputCol": "v",
    "outputCol": "z",
    "epsilon": 0.25,
    "gamma": [1.0, 2.0, 3.0, 4.0],
    "handleInvalid": "skip",
}
LAYER_NORM = {**ROW_NORM, "beta": [0.5, 0.0, 0.0, -1.0]}
STAGES: dict[type[Any], dict[str, Any]] = {
    sparknorm.LayerNorm: LAYER_NORM,
    sparknorm.GroupNorm: {**LAYER_NORM, "channels": 4, "groups": 2},
    sparknorm.RMSNorm: ROW_NORM,
    sparknorm.SyncBatchNorm: {
        **LAYER_NORM,
        "inputCols": ["x", "f"],
        "outputCols": ["y", "z"],
        "channels": 4,
        "momentum": 0.5,
        "weightCol": "weight",
        "aggregationDepth": 3,
        "initialModel": "/tmp/nowhere",
    },
    sparknorm.NeuralNetClassifier: {
        "network": "dense 4, norm, relu, dense 2",
        "inputShape": [4],
        "norm": "group",
        "groups": 2,
        "epsilon": 0.25,
        "momentum": 0.5,
        "featuresCol": "v",
        "labelCol": "id",
        "predictionCol": "p",
        "rawPredictionCol": "r",
        "probabilityCol": "q",
        "thresholds": [0.5, 0.25],
        "weightCol": "weight",
        "batchSize": 16,
        "maxIter": 2,
        "solver": "adamW",
        "sgdMomentum": 0.5,
        "stepSize": 0.125,
        "schedule": "cosine",
        "warmupSteps": 1,
        "weightDecay": 0.5,
        "numWorkers": 2,
        "sync": "collective",
        "aggregationDepth": 3,
        "checkpointDir": "/tmp/nowhere",
        "checkpointInterval": 2,
        "handleInvalid": "skip",
        "seed": 1 << 40,
    },
}
# What together makes a stage that fits and transforms.
USABLE: dict[type[Any], dict[str, Any]] = {
    sparknorm.LayerNorm: LAYER_NORM,
    sparknorm.GroupNorm: STAGES[sparknorm.GroupNorm],
    sparknorm.RMSNorm: ROW_NORM,
    sparknorm.SyncBatchNorm: {**LAYER_NORM, "momentum": 0.5},
    sparknorm.NeuralNetClassifier: {
        "network": "dense 4, norm, relu, dense 2",
        "norm": "layer",
        "featuresCol": "v",
        "batchSize": 16,
        "maxIter": 1,
        "numWorkers": 2,
        "stepSize": 0.01,
        "seed": 3,
    },
}
ADDED = {sparknorm.NeuralNetClassifier: ["rawPrediction", "probability", "prediction"]}


every_stage = pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.__name__)
# Training shuffles and broadcasts objects of ours, which Spark's executors read without the jars of a session.
every_stage_at_work = pytest.mark.parametrize(
    "stage",
    [
        pytest.param(stage, id=stage.__name__, marks=[pytest.mark.server] if stage in ADDED else [])
        for stage in STAGES
    ],
)


def usable(stage: type[Any], **changes: Any) -> Any:
    return stage(**{**USABLE[stage], **changes})


def transformer(stage: Any, rows: DataFrame) -> Any:
    """The stage itself, or the model that it fits."""
    return stage.fit(rows) if hasattr(stage, "fit") else stage


def added(stage: type[Any]) -> list[str]:
    return ADDED.get(stage, ["z"])


def values(table: DataFrame, columns: list[str]) -> list[Any]:
    """The columns, in the order of the ids."""
    return [tuple(row) for row in table.orderBy("id").select(*columns).collect()]
