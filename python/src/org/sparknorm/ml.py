"""Normalization layers as stages of pyspark.ml pipelines.

Columns hold vectors (dense or sparse), ``array<double>`` or ``array<float>``; the output has the input's type. A row of
``channels * positions`` values is channel-major.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from pyspark import keyword_only
from pyspark.ml.util import JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaEstimator, JavaModel, JavaTransformer

from org.sparknorm.param import (
    HasAggregationDepth,
    HasBeta,
    HasChannels,
    HasEpsilon,
    HasGamma,
    HasGroups,
    HasHandleInvalid,
    HasInitialModel,
    HasInputCol,
    HasInputCols,
    HasMomentum,
    HasOutputCol,
    HasOutputCols,
    HasWeightCol,
)
from org.sparknorm.stage import JavaStage, refuse_over_connect

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["GroupNorm", "LayerNorm", "RMSNorm", "SyncBatchNorm", "SyncBatchNormModel"]


class _RowNorm(JavaStage, JavaTransformer, HasInputCol, HasOutputCol, HasEpsilon, HasGamma, HasHandleInvalid):
    """What the norms that stay within a row share: they read one column and add one, and run no job."""


class LayerNorm(_RowNorm, HasBeta, JavaMLReadable["LayerNorm"], JavaMLWritable):
    """Layer norm: every row to mean 0 and variance 1, then ``gamma * xhat + beta``.

    As ``torch.nn.LayerNorm`` over the whole row. Without gamma and beta, rows may differ in length.

    Parameters
    ----------
    inputCol : str
        Column to normalize.
    outputCol : str, optional
        Column to add, by default ``<uid>__output``.
    epsilon : float, optional
        Added to the variance, by default 1e-5.
    gamma, beta : sequence of float, optional
        Factor and offset of each element, by default ones and zeros.
    handleInvalid : str, optional
        What becomes of nulls, NaN and infinite values: ``error`` (the default), ``skip`` or ``keep``.

    See Also
    --------
    RMSNorm : without the mean
    GroupNorm : groups of channels within a row

    Examples
    --------
    >>> df = spark.createDataFrame([([1.0, 2.0, 6.0],)], ["x"])
    >>> LayerNorm(inputCol="x", outputCol="y").transform(df).first().y
    [-0.92..., -0.46..., 1.38...]
    """

    _input_kwargs: dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        inputCol: str | None = None,
        outputCol: str | None = None,
        epsilon: float = 1e-5,
        gamma: Sequence[float] | None = None,
        beta: Sequence[float] | None = None,
        handleInvalid: str = "error",
    ) -> None:
        super().__init__()
        self._setDefault(epsilon=1e-5, handleInvalid="error")
        self._start("org.sparknorm.ml.LayerNorm", self._input_kwargs)


class GroupNorm(_RowNorm, HasBeta, HasChannels, HasGroups, JavaMLReadable["GroupNorm"], JavaMLWritable):
    """Group norm: each group of channels of a row to mean 0 and variance 1, then ``gamma * xhat + beta`` by channel.

    As ``torch.nn.GroupNorm``. With as many groups as channels it is instance norm.

    Parameters
    ----------
    inputCol : str
        Column to normalize.
    outputCol : str, optional
        Column to add, by default ``<uid>__output``.
    groups : int, optional
        Groups of neighbouring channels, by default 32; must divide channels.
    channels : int, optional
        Channels of a row; 0 (the default): every element its own.
    epsilon : float, optional
        Added to the variance, by default 1e-5.
    gamma, beta : sequence of float, optional
        Factor and offset of each channel, by default ones and zeros.
    handleInvalid : str, optional
        What becomes of nulls, NaN and infinite values: ``error`` (the default), ``skip`` or ``keep``.

    Examples
    --------
    >>> df = spark.createDataFrame([([1.0, 3.0, 10.0, 30.0],)], ["x"])
    >>> GroupNorm(inputCol="x", outputCol="y", groups=2).transform(df).first().y
    [-0.99..., 0.99..., -0.99..., 0.99...]
    """

    _input_kwargs: dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        inputCol: str | None = None,
        outputCol: str | None = None,
        groups: int = 32,
        channels: int = 0,
        epsilon: float = 1e-5,
        gamma: Sequence[float] | None = None,
        beta: Sequence[float] | None = None,
        handleInvalid: str = "error",
    ) -> None:
        super().__init__()
        self._setDefault(groups=32, channels=0, epsilon=1e-5, handleInvalid="error")
        self._start("org.sparknorm.ml.GroupNorm", self._input_kwargs)


class RMSNorm(_RowNorm, JavaMLReadable["RMSNorm"], JavaMLWritable):
    """RMS norm: every row divided by its root mean square, then multiplied by gamma.

    As ``torch.nn.RMSNorm`` over the whole row. Sparse vectors stay sparse.

    Parameters
    ----------
    inputCol : str
        Column to normalize.
    outputCol : str, optional
        Column to add, by default ``<uid>__output``.
    epsilon : float, optional
        Added to the mean square, by default 1e-6.
    gamma : sequence of float, optional
        Factor of each element, by default ones.
    handleInvalid : str, optional
        What becomes of nulls, NaN and infinite values: ``error`` (the default), ``skip`` or ``keep``.

    Examples
    --------
    >>> df = spark.createDataFrame([([3.0, 4.0, 0.0, 0.0],)], ["x"])
    >>> RMSNorm(inputCol="x", outputCol="y").transform(df).first().y
    [1.19..., 1.59..., 0.0, 0.0]
    """

    _input_kwargs: dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        inputCol: str | None = None,
        outputCol: str | None = None,
        epsilon: float = 1e-6,
        gamma: Sequence[float] | None = None,
        handleInvalid: str = "error",
    ) -> None:
        super().__init__()
        self._setDefault(epsilon=1e-6, handleInvalid="error")
        self._start("org.sparknorm.ml.RMSNorm", self._input_kwargs)


class _SyncBatchNormParams(
    HasInputCol,
    HasInputCols,
    HasOutputCol,
    HasOutputCols,
    HasChannels,
    HasEpsilon,
    HasGamma,
    HasBeta,
    HasMomentum,
    HasWeightCol,
    HasAggregationDepth,
    HasHandleInvalid,
):
    """The params of SyncBatchNorm and its model."""

    def __init__(self) -> None:
        super().__init__()
        self._setDefault(channels=0, epsilon=1e-5, momentum=0.1, aggregationDepth=2, handleInvalid="error")


class SyncBatchNorm(
    JavaStage,
    JavaEstimator["SyncBatchNormModel"],
    _SyncBatchNormParams,
    HasInitialModel,
    JavaMLReadable["SyncBatchNorm"],
    JavaMLWritable,
):
    """Batch norm synchronized over all workers: the exact mean and variance of every channel over the whole dataset.

    Fitting runs one Spark job for any number of columns. The variance is the unbiased one, as PyTorch keeps it.

    Parameters
    ----------
    inputCol, outputCol : str
        Column to normalize, column to add.
    inputCols, outputCols : list of str
        Several columns instead of one.
    channels : int, optional
        Channels of a row; 0 (the default): every element its own.
    epsilon : float, optional
        Added to the variance, by default 1e-5.
    gamma, beta : sequence of float, optional
        Factor and offset of each channel, by default ones and zeros; only with inputCol.
    momentum : float, optional
        Weight of the new batch in :meth:`SyncBatchNormModel.update`, by default 0.1.
    weightCol : str, optional
        Column of row weights, which mean what they mean in Spark's Summarizer.
    aggregationDepth : int, optional
        Depth of the tree aggregate, by default 2.
    initialModel : str, optional
        Path of a saved model: fit then is its :meth:`SyncBatchNormModel.update`, over Spark Connect as well.
    handleInvalid : str, optional
        What becomes of nulls, NaN and infinite values: ``error`` (the default), ``skip`` or ``keep``.

    Examples
    --------
    >>> df = spark.createDataFrame([([1.0, 10.0],), ([3.0, 30.0],)], ["x"])
    >>> model = SyncBatchNorm(inputCol="x", outputCol="y").fit(df)
    >>> model.runningMean()
    [2.0, 20.0]
    >>> [row.y for row in model.transform(df).collect()]
    [[-0.70..., -0.70...], [0.70..., 0.70...]]
    """

    _input_kwargs: dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        inputCol: str | None = None,
        outputCol: str | None = None,
        inputCols: Sequence[str] | None = None,
        outputCols: Sequence[str] | None = None,
        channels: int = 0,
        epsilon: float = 1e-5,
        gamma: Sequence[float] | None = None,
        beta: Sequence[float] | None = None,
        momentum: float = 0.1,
        weightCol: str | None = None,
        aggregationDepth: int = 2,
        initialModel: str | None = None,
        handleInvalid: str = "error",
    ) -> None:
        super().__init__()
        self._start("org.sparknorm.ml.SyncBatchNorm", self._input_kwargs)

    def _create_model(self, java_model: Any) -> SyncBatchNormModel:
        return SyncBatchNormModel(java_model)


class SyncBatchNormModel(JavaModel, _SyncBatchNormParams, JavaMLReadable["SyncBatchNormModel"], JavaMLWritable):
    """Normalizes with the running statistics that :class:`SyncBatchNorm` took. Transforming runs no job.

    Examples
    --------
    >>> df = spark.createDataFrame([([1.0],), ([3.0],)], ["x"])
    >>> model = SyncBatchNorm(inputCol="x", outputCol="y", momentum=0.5).fit(df)
    >>> moved = model.update(spark.createDataFrame([([5.0],), ([7.0],)], ["x"]))
    >>> moved.runningMean(), moved.runningVariance(), moved.count()
    ([4.0], [2.0], 4)
    """

    _ELSEWHERE = (
        "sparknorm.functions.moments gives the same statistics of the same rows, and spark.read.parquet(path + '/data')"
        " those of a model saved at path"
    )

    def runningMean(self, inputCol: str | None = None) -> list[float]:
        """Gets the mean of each channel of a column.

        Parameters
        ----------
        inputCol : str, optional
            The column; needed where the model has several.
        """
        refuse_over_connect("runningMean", self._ELSEWHERE)
        return list(self._call_java("runningMean", *_given(inputCol)))

    def runningVariance(self, inputCol: str | None = None) -> list[float]:
        """Gets the unbiased variance of each channel of a column.

        Parameters
        ----------
        inputCol : str, optional
            The column; needed where the model has several.
        """
        refuse_over_connect("runningVariance", self._ELSEWHERE)
        return list(self._call_java("runningVariance", *_given(inputCol)))

    def count(self, inputCol: str | None = None) -> int:
        """Counts the rows of a column that entered its statistics, in fit and in all updates since.

        Parameters
        ----------
        inputCol : str, optional
            The column; needed where the model has several.
        """
        refuse_over_connect("count", self._ELSEWHERE)
        return int(self._call_java("count", *_given(inputCol)))

    def update(self, batch: DataFrame) -> SyncBatchNormModel:
        """Moves the running statistics by momentum towards those of a batch, in one Spark job.

        Parameters
        ----------
        batch : DataFrame
            Rows as for fit; of no rows, the statistics stay as they are.

        Returns
        -------
        SyncBatchNormModel
            A new model; this one stays as it is.
        """
        refuse_over_connect("update", "save it at a path, and SyncBatchNorm(initialModel=path).fit(batch) is the same step")
        self._transfer_params_to_java()
        return self._copyValues(SyncBatchNormModel(self._call_java("update", batch)))


def _given(inputCol: str | None) -> list[str]:
    return [] if inputCol is None else [inputCol]
