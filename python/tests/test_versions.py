"""A pipeline saved with one Spark is loaded with another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyspark.ml import Pipeline, PipelineModel
from pyspark.sql import DataFrame

import sparknorm
from common import STAGES, usable, values


def flat(table: list[list[list[float]]]) -> list[float]:
    return [value for row in table for vector in row for value in vector]


@pytest.mark.classic
def test_pipelines_of_earlier_versions_give_the_same(rows: DataFrame, saved: Path) -> None:
    norm = usable(sparknorm.SyncBatchNorm, outputCol="n")
    network = usable(sparknorm.NeuralNetClassifier, featuresCol="n")
    row_norms = [usable(stage, outputCol=stage.__name__) for stage in STAGES if not hasattr(stage, "fit")]
    model = Pipeline(stages=[norm, *row_norms, network]).fit(rows)

    mine = saved / rows.sparkSession.version
    model.write().overwrite().save(str(mine / "pipeline"))
    columns = ["n", "rawPrediction", *(stage.getOutputCol() for stage in row_norms)]
    table = [[list(vector) for vector in row] for row in values(model.transform(rows), columns)]
    (mine / "values.json").write_text(json.dumps(table))

    for other in saved.iterdir():
        loaded = PipelineModel.load(str(other / "pipeline"))
        found = [[list(vector) for vector in row] for row in values(loaded.transform(rows), columns)]
        expected = json.loads((other / "values.json").read_text())
        if other.name[0] == mine.name[0]:
            assert found == expected, other.name
        else:  # Spark 3.5 adds up matrix products in another order.
            assert flat(found) == pytest.approx(flat(expected), rel=1e-5, abs=1e-5), other.name
