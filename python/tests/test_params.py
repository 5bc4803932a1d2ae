"""Every param of every stage."""

from __future__ import annotations

from typing import Any

import pytest
from pyspark.ml.param import Param
from pyspark.sql import SparkSession

import sparknorm
from common import STAGES, every_stage



def text(name: str) -> str:
    return name[0].upper() + name[1:]


def java_params(stage: Any) -> dict[str, tuple[str, Any]]:
    """Name, text and default of each param of the Java stage."""
    found = {}
    for param in stage._java_obj.params():
        default = stage._java_obj.getDefault(param)
        found[param.name()] = (param.doc(), default.get() if default.isDefined() else None)
    return found


@every_stage
def test_a_stage_has_the_params_that_this_suite_sets(spark: SparkSession, stage: type[Any]) -> None:
    assert {param.name for param in stage().params} == set(STAGES[stage])


@pytest.mark.classic
@every_stage
def test_names_and_defaults_are_those_of_java(spark: SparkSession, stage: type[Any]) -> None:
    made = stage()
    expected = {name: default for name, (_, default) in java_params(made).items()}
    expected.pop("seed", None)
    assert {p.name: made._defaultParamMap.get(p) for p in made.params if p.name != "seed"} == expected


@pytest.mark.classic
@every_stage
def test_the_texts_of_our_own_params_are_those_of_java(spark: SparkSession, stage: type[Any]) -> None:
    texts = {name: doc for name, (doc, _) in java_params(stage()).items()}
    own = {
        name: attribute.doc
        for base in stage.__mro__
        if base.__module__.startswith("org.sparknorm")
        for name, attribute in vars(base).items()
        if isinstance(attribute, Param)
    }
    assert own and own == {name: texts[name] for name in own}


@every_stage
def test_the_constructor_sets_every_param(spark: SparkSession, stage: type[Any]) -> None:
    made = stage(**STAGES[stage])
    for name, value in STAGES[stage].items():
        assert made.getOrDefault(name) == value
        assert getattr(made, f"get{text(name)}")() == value


@every_stage
def test_every_setter_returns_the_stage_and_every_getter_the_value(spark: SparkSession, stage: type[Any]) -> None:
    for name, value in STAGES[stage].items():
        made = stage()
        assert getattr(made, f"set{text(name)}")(value) is made
        assert getattr(made, f"get{text(name)}")() == value
        assert stage().setParams(**{name: value}).getOrDefault(name) == value


@every_stage
def test_the_model_has_the_params_of_its_estimator(spark: SparkSession, stage: type[Any]) -> None:
    models = {
        sparknorm.SyncBatchNorm: sparknorm.SyncBatchNormModel,
        sparknorm.NeuralNetClassifier: sparknorm.NeuralNetClassificationModel,
    }
    if stage in models:
        model = models[stage]()
        assert {param.name for param in model.params} == set(STAGES[stage]) - {"initialModel"}
        for name in set(STAGES[stage]) - {"initialModel"}:
            value = STAGES[stage][name]
            setter = getattr(model, f"set{text(name)}", None)
            assert setter is None or setter(value) is model


@every_stage
def test_a_copy_takes_other_values_and_leaves_the_stage_alone(spark: SparkSession, stage: type[Any]) -> None:
    made = stage()
    other = made.copy({made.epsilon: 0.5})
    assert (other.uid, other.getEpsilon()) == (made.uid, 0.5)
    assert made.getEpsilon() in (1e-5, 1e-6)


def test_numbers_are_converted_to_the_type_of_the_param(spark: SparkSession) -> None:
    stage = sparknorm.LayerNorm(epsilon=1, gamma=range(1, 5))
    assert (stage.getEpsilon(), stage.getGamma()) == (1.0, [1.0, 2.0, 3.0, 4.0])
    with pytest.raises(TypeError, match="Invalid param value given for param \"epsilon\""):
        sparknorm.LayerNorm(epsilon="much")


@every_stage
def test_a_param_that_is_none_is_not_set(spark: SparkSession, stage: type[Any]) -> None:
    made = stage(**dict.fromkeys(STAGES[stage]))
    assert [param.name for param in made.params if made.isSet(param)] == []


def test_arguments_go_by_name(spark: SparkSession) -> None:
    with pytest.raises(TypeError, match="forces keyword arguments"):
        sparknorm.LayerNorm("x")
    with pytest.raises(TypeError, match="unexpected keyword argument 'input'"):
        sparknorm.LayerNorm(input="x")


def test_the_seed_has_no_default_of_pythons_own(spark: SparkSession) -> None:
    assert not sparknorm.NeuralNetClassifier().isDefined("seed")


def test_rates_and_epsilon_that_are_not_set_depend_on_what_they_go_with(spark: SparkSession) -> None:
    classifier = sparknorm.NeuralNetClassifier(norm="rms", solver="adamW")
    assert (classifier.getEpsilon(), classifier.getStepSize()) == (1e-6, 0.001)
    assert (classifier.setNorm("layer").getEpsilon(), classifier.setSolver("sgd").getStepSize()) == (1e-5, 0.1)


def test_the_output_is_named_after_the_stage(spark: SparkSession) -> None:
    stage = sparknorm.RMSNorm()
    assert stage.getOutputCol() == f"{stage.uid}__output"
