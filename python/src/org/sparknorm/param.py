"""The params that stages share, each with its getter and its setter: names, texts and defaults are those of the Java stages.

Where PySpark has a param of the same name, the mixin here extends PySpark's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pyspark.ml.param import Param, Params, TypeConverters, shared

S = TypeVar("S", bound=Params)
R = TypeVar("R", bound="HasOutputCol")


def param(name: str, doc: str, converter: Callable[[Any], Any]) -> Param[Any]:
    """Declares a param of a class."""
    return Param(Params._dummy(), name, doc, typeConverter=converter)


class HasInputCol(shared.HasInputCol):
    """The column that a stage reads."""

    inputCol: Param[str] = param(
        "inputCol", "column to normalize: vector, array<double> or array<float>", TypeConverters.toString
    )

    def setInputCol(self: S, value: str) -> S:
        """Sets the column to normalize."""
        return self._set(inputCol=value)


class HasInputCols(shared.HasInputCols):
    """The columns that a stage reads, where there are several."""

    inputCols: Param[list[str]] = param(
        "inputCols",
        "columns to normalize, each: vector, array<double> or array<float>",
        TypeConverters.toListString,
    )

    def setInputCols(self: S, value: Sequence[str]) -> S:
        """Sets the columns to normalize."""
        return self._set(inputCols=value)


class HasOutputCol(shared.HasOutputCol):
    """The column that a stage adds; by default named after the stage: ``<uid>__output``."""

    outputCol: Param[str] = param(
        "outputCol", "column to add, of the type of the input column", TypeConverters.toString
    )

    def setOutputCol(self: S, value: str) -> S:
        """Sets the column to add."""
        return self._set(outputCol=value)

    def _resetUid(self: R, newUid: Any) -> R:
        super()._resetUid(newUid)
        return self._setDefault(outputCol=f"{newUid}__output")


class HasOutputCols(shared.HasOutputCols):
    """The columns that a stage adds, one for each of its input columns."""

    outputCols: Param[list[str]] = param(
        "outputCols", "columns to add, one for each input column", TypeConverters.toListString
    )

    def setOutputCols(self: S, value: Sequence[str]) -> S:
        """Sets the columns to add."""
        return self._set(outputCols=value)


class HasEpsilon(Params):
    """What is added to a variance (or a mean square) before its square root."""

    epsilon: Param[float] = param(
        "epsilon", "added to the variance, or to the mean square, before the square root", TypeConverters.toFloat
    )

    def getEpsilon(self) -> float:
        """Gets epsilon."""
        return self.getOrDefault(self.epsilon)

    def setEpsilon(self: S, value: float) -> S:
        """Sets epsilon."""
        return self._set(epsilon=value)


class HasGamma(Params):
    """The factor of each channel; not set: ones."""

    gamma: Param[list[float]] = param(
        "gamma", "factor of each channel after normalizing; not set: ones", TypeConverters.toListFloat
    )

    def getGamma(self) -> list[float] | None:
        """Gets the factor of each channel; None where it is not set."""
        return self.getOrDefault(self.gamma) if self.isDefined(self.gamma) else None

    def setGamma(self: S, value: Sequence[float]) -> S:
        """Sets the factor of each channel."""
        return self._set(gamma=value)


class HasBeta(Params):
    """The offset of each channel; not set: zeros."""

    beta: Param[list[float]] = param(
        "beta", "offset of each channel after normalizing; not set: zeros", TypeConverters.toListFloat
    )

    def getBeta(self) -> list[float] | None:
        """Gets the offset of each channel; None where it is not set."""
        return self.getOrDefault(self.beta) if self.isDefined(self.beta) else None

    def setBeta(self: S, value: Sequence[float]) -> S:
        """Sets the offset of each channel."""
        return self._set(beta=value)


class HasChannels(Params):
    """The channels of a row; the values of one channel lie side by side. 0: every element its own channel."""

    channels: Param[int] = param(
        "channels",
        "channels of a row, each of row length / channels values side by side; 0: every element its own",
        TypeConverters.toInt,
    )

    def getChannels(self) -> int:
        """Gets the number of channels; 0: every element its own."""
        return self.getOrDefault(self.channels)

    def setChannels(self: S, value: int) -> S:
        """Sets the number of channels; 0: every element its own."""
        return self._set(channels=value)


class HasGroups(Params):
    """The groups into which the channels of a row fall."""

    groups: Param[int] = param(
        "groups",
        "groups of neighbouring channels that share mean and variance; must divide channels",
        TypeConverters.toInt,
    )

    def getGroups(self) -> int:
        """Gets the number of groups."""
        return self.getOrDefault(self.groups)

    def setGroups(self: S, value: int) -> S:
        """Sets the number of groups."""
        return self._set(groups=value)


class HasMomentum(Params):
    """The weight of the NEW batch in running statistics: PyTorch's meaning; Keras and Flax weight the old."""

    momentum: Param[float] = param(
        "momentum", "weight of the new batch in the running statistics", TypeConverters.toFloat
    )

    def getMomentum(self) -> float:
        """Gets the weight of the new batch."""
        return self.getOrDefault(self.momentum)

    def setMomentum(self: S, value: float) -> S:
        """Sets the weight of the new batch."""
        return self._set(momentum=value)


class HasWeightCol(shared.HasWeightCol):
    """The column with the weight of each row; not set: every row weighs 1."""

    weightCol: Param[str] = param(
        "weightCol", "column of row weights: numbers that are not negative", TypeConverters.toString
    )

    def setWeightCol(self: S, value: str) -> S:
        """Sets the column of row weights."""
        return self._set(weightCol=value)


class HasAggregationDepth(shared.HasAggregationDepth):
    """The depth of the tree in which partitions are merged."""

    aggregationDepth: Param[int] = param(
        "aggregationDepth",
        "depth of the tree aggregate (at least 1); deeper spares the driver, and costs a stage a level",
        TypeConverters.toInt,
    )

    def setAggregationDepth(self: S, value: int) -> S:
        """Sets the depth of the tree aggregate."""
        return self._set(aggregationDepth=value)


class HasHandleInvalid(shared.HasHandleInvalid):
    """What becomes of rows that are null or hold null, NaN or infinite elements."""

    handleInvalid: Param[str] = param(
        "handleInvalid",
        "rows that are null or hold null, NaN or infinite elements: error, skip (drop), or keep (these elements count in"
        " no statistics and come out as NaN)",
        TypeConverters.toString,
    )

    def setHandleInvalid(self: S, value: str) -> S:
        """Sets what becomes of invalid rows: ``error``, ``skip`` or ``keep``."""
        return self._set(handleInvalid=value)


class HasInitialModel(Params):
    """The path of a saved model that fit starts from; not set: fit starts from nothing."""

    initialModel: Param[str] = param("initialModel", "path of a saved model that fit updates", TypeConverters.toString)

    def getInitialModel(self) -> str:
        """Gets the path of the saved model that fit updates."""
        return self.getOrDefault(self.initialModel)

    def setInitialModel(self: S, value: str) -> S:
        """Sets the path of the saved model that fit updates."""
        return self._set(initialModel=value)
