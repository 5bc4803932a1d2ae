"""What the stages compute."""

from __future__ import annotations

from typing import Any

import pytest
from pyspark.ml import Pipeline
from pyspark.ml.classification import LogisticRegression
from pyspark.ml.evaluation import MulticlassClassificationEvaluator
from pyspark.ml.linalg import Vectors
from pyspark.ml.tuning import CrossValidator, ParamGridBuilder, TrainValidationSplit
from pyspark.sql import DataFrame

import sparknorm
from common import added, every_stage_at_work, transformer, usable, values
from sparknorm.functions import moments

column = pytest.mark.parametrize("column", ["x", "f", "v"])


@column
def test_layer_norm_is_its_definition(rows: DataFrame, column: str) -> None:
    stage = sparknorm.LayerNorm(inputCol=column, outputCol="y")
    table = stage.transform(rows)
    assert table.schema["y"].dataType == table.schema[column].dataType
    for x, y in values(table, [column, "y"]):
        mean = sum(x) / 4
        std = (sum((v - mean) ** 2 for v in x) / 4 + 1e-5) ** 0.5
        assert list(y) == pytest.approx([(v - mean) / std for v in x], abs=1e-5)


@column
def test_sync_batch_norm_gives_every_channel_mean_0_and_variance_1(rows: DataFrame, column: str) -> None:
    stage = sparknorm.SyncBatchNorm(inputCol=column, outputCol="y")
    table = values(stage.fit(rows).transform(rows), ["y"])
    for channel in zip(*(row[0] for row in table)):
        mean = sum(channel) / 60
        assert mean == pytest.approx(0, abs=1e-4)
        assert sum((v - mean) ** 2 for v in channel) / 59 == pytest.approx(1, abs=1e-3)


@pytest.mark.classic
@every_stage_at_work
def test_results_are_those_of_java_to_the_bit(rows: DataFrame, stage: type[Any]) -> None:
    made = usable(stage)
    java: Any = made._to_java().copy(made._empty_java_param_map())
    if hasattr(made, "fit"):
        java = java.fit(rows._jdf)
    expected = DataFrame(java.transform(rows._jdf), rows.sparkSession)
    found = transformer(made, rows).transform(rows)
    assert values(found, added(stage)) == values(expected, added(stage))


@every_stage_at_work
def test_params_of_a_transform_or_fit_alone(rows: DataFrame, stage: type[Any]) -> None:
    made = usable(stage)
    if hasattr(made, "fit"):
        assert made.fit(rows, {made.epsilon: 0.5}).getEpsilon() == 0.5
    else:
        changed = values(made.transform(rows, {made.epsilon: 0.5}), added(stage))
        assert changed == values(usable(stage, epsilon=0.5).transform(rows), added(stage))


@every_stage_at_work
def test_a_pipeline_takes_the_stage(rows: DataFrame, stage: type[Any]) -> None:
    model = Pipeline(stages=[sparknorm.LayerNorm(inputCol="v", outputCol="w"), usable(stage)]).fit(rows)
    assert added(stage)[0] in model.transform(rows).columns


def test_weights_count_as_rows_do(rows: DataFrame) -> None:
    twice = rows.union(rows.where("id < 10")).selectExpr("*", "1D AS one")
    weighted = rows.selectExpr("*", "IF(id < 10, 2D, 1D) AS two")
    stage = sparknorm.SyncBatchNorm(inputCol="x", outputCol="y")
    means = [
        values(stage.copy().setWeightCol(name).fit(table).transform(rows.limit(1)), ["y"])[0][0]
        for table, name in ((twice, "one"), (weighted, "two"))
    ]
    assert means[0] == pytest.approx(means[1], rel=1e-2)


@pytest.mark.classic
def test_statistics_of_a_model(rows: DataFrame) -> None:
    model = sparknorm.SyncBatchNorm(inputCols=["x", "f"], outputCols=["y", "z"], momentum=0.5).fit(rows)
    assert (model.count("x"), len(model.runningVariance("f"))) == (60, 4)
    moved = model.update(rows.selectExpr("id", "transform(x, e -> e + 2) AS x", "f"))
    assert [b - a for a, b in zip(model.runningMean("x"), moved.runningMean("x"))] == pytest.approx([1.0] * 4)
    assert (moved.count("x"), moved.getMomentum()) == (120, 0.5)


@pytest.mark.server
def test_over_connect_a_model_says_where_its_statistics_are(rows: DataFrame, kind: str) -> None:
    model = sparknorm.SyncBatchNorm(inputCol="x", outputCol="y").fit(rows)
    if kind == "classic":
        found = rows.select(moments("x").alias("m")).first().m
        assert (model.count(), model.runningMean()) == (found["count"], pytest.approx(found["mean"], rel=1e-12))
        return
    for method in (model.runningMean, model.runningVariance, model.count):
        with pytest.raises(NotImplementedError, match="sparknorm.functions.moments gives the same"):
            method()
    with pytest.raises(NotImplementedError, match="lets no client call update of this model"):
        model.update(rows)


def test_a_fit_goes_on_from_a_saved_model(rows: DataFrame, kind: str, tmp_path: Any) -> None:
    stage = sparknorm.SyncBatchNorm(inputCol="x", outputCol="y", momentum=0.5)
    model = stage.fit(rows)
    model.save(str(tmp_path / "model"))
    batch = rows.selectExpr("id", "transform(x, e -> e + 2) AS x")
    moved = stage.copy().setInitialModel(str(tmp_path / "model")).fit(batch)
    first, then = (values(each.transform(rows), ["y"])[0][0] for each in (model, moved))
    assert first != then
    if kind == "classic":
        assert moved.runningMean() == model.update(batch).runningMean()


def classifier(**changes: Any) -> Any:
    return usable(sparknorm.NeuralNetClassifier, **{"norm": "syncBatch", **changes})


@pytest.mark.server
@pytest.mark.parametrize("sync", ["treeAggregate", "collective"])
def test_the_classifier_learns_in_both_ways(rows: DataFrame, sync: str) -> None:
    pipeline = Pipeline(
        stages=[
            sparknorm.SyncBatchNorm(inputCol="v", outputCol="n"),
            classifier(featuresCol="n", sync=sync, maxIter=5, stepSize=0.1),
        ]
    )
    assert pipeline.fit(rows).transform(rows).where("prediction = label").count() >= 55


@pytest.mark.server
def test_the_classifier_gives_the_same_bits_again(rows: DataFrame) -> None:
    found = [
        values(classifier(sync="collective", seed=None).fit(rows).transform(rows), ["rawPrediction"]) for _ in range(2)
    ]
    assert found[0] == found[1]


@pytest.mark.server
def test_a_network_predicts_and_tells_its_losses(rows: DataFrame) -> None:
    model = classifier(maxIter=2).fit(rows)
    assert (model.numClasses, model.numFeatures, model.hasSummary) == (2, 4, True)
    vector = Vectors.dense([1.0, 1e4, 2.0, 0.5])
    assert model.predict(vector) == max(range(2), key=lambda c: model.predictProbability(vector)[c])
    assert len(model.summary.objectiveHistory) == 2


@pytest.mark.classic
def test_a_summary_tells_of_every_step(rows: DataFrame) -> None:
    model = classifier(maxIter=2).fit(rows)
    summary = model.summary
    assert [epoch.loss for epoch in summary.epochs] == summary.objectiveHistory
    assert [step.step for step in summary.steps] == list(range(8))
    assert summary.steps[0].gradientNorms
    assert not model.recalibrate(rows).hasSummary


@pytest.mark.server
def test_over_connect_a_network_says_where_to_recalibrate(rows: DataFrame, kind: str) -> None:
    if kind != "classic":
        with pytest.raises(NotImplementedError, match="load and recalibrate it in a classic session"):
            classifier().fit(rows).recalibrate(rows)
        with pytest.raises(NotImplementedError, match="summary.objectiveHistory has the loss of each epoch"):
            _ = classifier().fit(rows).summary.steps


@pytest.mark.parametrize("validator", [CrossValidator, TrainValidationSplit])
def test_a_validator_chooses_among_epsilons(rows: DataFrame, validator: Any, tmp_path: Any) -> None:
    norm = sparknorm.SyncBatchNorm(inputCol="v", outputCol="y")
    pipeline = Pipeline(stages=[norm, LogisticRegression(featuresCol="y", maxIter=2)])
    model = validator(
        estimator=pipeline,
        estimatorParamMaps=ParamGridBuilder().addGrid(norm.epsilon, [1e-5, 10.0]).build(),
        parallelism=2,
        evaluator=MulticlassClassificationEvaluator(metricName="accuracy"),
        seed=1,
    ).fit(rows)
    path = str(tmp_path / "validated")
    model.save(path)
    loaded = type(model).load(path)
    assert loaded.bestModel.stages[0].getEpsilon() == model.bestModel.stages[0].getEpsilon()
    assert [list(each.values()) for each in loaded.getEstimatorParamMaps()] == [[1e-5], [10.0]]
