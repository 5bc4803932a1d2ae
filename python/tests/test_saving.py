"""What is saved comes back, in Python and in Java."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pyspark.ml import Pipeline, PipelineModel
from pyspark.sql import DataFrame, SparkSession

import sparknorm
from common import STAGES, added, every_stage, every_stage_at_work, transformer, usable, values



@every_stage
def test_every_param_comes_back(spark: SparkSession, stage: type[Any], tmp_path: Path) -> None:
    made = stage(**STAGES[stage])
    made.save(str(tmp_path / "stage"))
    loaded = stage.load(str(tmp_path / "stage"))
    assert loaded.uid == made.uid
    assert {name: loaded.getOrDefault(name) for name in STAGES[stage]} == STAGES[stage]


@every_stage
def test_params_that_are_not_set_stay_so(spark: SparkSession, stage: type[Any], tmp_path: Path) -> None:
    made = stage()
    made.write().overwrite().save(str(tmp_path / "stage"))
    loaded = stage.load(str(tmp_path / "stage"))
    assert [param.name for param in loaded.params if loaded.isSet(param)] == []
    if loaded.hasParam("outputCol"):
        assert loaded.getOutputCol() == made.getOutputCol()


@every_stage_at_work
def test_a_transformer_gives_the_same_after_loading(rows: DataFrame, stage: type[Any], tmp_path: Path) -> None:
    made = transformer(usable(stage), rows)
    made.save(str(tmp_path / "stage"))
    loaded = type(made).load(str(tmp_path / "stage"))
    assert loaded.uid == made.uid
    assert values(loaded.transform(rows), added(stage)) == values(made.transform(rows), added(stage))


@every_stage_at_work
def test_pipelines_come_back(rows: DataFrame, stage: type[Any], tmp_path: Path) -> None:
    pipeline = Pipeline(stages=[usable(stage)])
    pipeline.save(str(tmp_path / "pipeline"))
    assert [type(each) for each in Pipeline.load(str(tmp_path / "pipeline")).getStages()] == [stage]
    model = pipeline.fit(rows)
    model.save(str(tmp_path / "model"))
    loaded = PipelineModel.load(str(tmp_path / "model"))
    assert type(loaded.stages[0]) is type(model.stages[0])
    assert values(loaded.transform(rows), added(stage)) == values(model.transform(rows), added(stage))


def java(spark: SparkSession, stage: type[Any]) -> Any:
    jvm: Any = spark._jvm
    return getattr(getattr(jvm.org.sparknorm, stage.__module__.split(".")[-1]), stage.__name__)


@pytest.mark.classic
@every_stage_at_work
def test_java_loads_what_python_saved(rows: DataFrame, stage: type[Any], tmp_path: Path) -> None:
    made = transformer(usable(stage), rows)
    made.save(str(tmp_path / "stage"))
    loaded = java(rows.sparkSession, type(made)).load(str(tmp_path / "stage"))
    table = DataFrame(loaded.transform(rows._jdf), rows.sparkSession)
    assert values(table, added(stage)) == values(made.transform(rows), added(stage))


@pytest.mark.classic
@every_stage_at_work
def test_python_loads_what_java_saved(spark: SparkSession, stage: type[Any], tmp_path: Path) -> None:
    made = java(spark, stage)()
    made.set(made.getParam("epsilon").w(0.5))
    made.write().save(str(tmp_path / "stage"))
    loaded = stage.load(str(tmp_path / "stage"))
    assert (loaded.uid, loaded.getEpsilon()) == (made.uid(), 0.5)
    assert [param.name for param in loaded.params if loaded.isSet(param)] == ["epsilon"]


@pytest.mark.server
def test_a_loaded_network_goes_on_without_a_summary(rows: DataFrame, tmp_path: Path) -> None:
    model = usable(sparknorm.NeuralNetClassifier).fit(rows)
    model.save(str(tmp_path / "model"))
    loaded = sparknorm.NeuralNetClassificationModel.load(str(tmp_path / "model"))
    assert (loaded.hasSummary, loaded.getInputShape()) == (False, [4])
