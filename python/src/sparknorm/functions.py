"""The norms as functions of columns, in a classic session and over Spark Connect alike.

The session needs ``spark.sql.extensions`` of :func:`sparknorm.config`, or :func:`register`. Arguments are columns, names of
columns, or, for parameters, sequences of numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Union

from pyspark.sql import Column, SparkSession
from pyspark.sql import functions as F

__all__ = ["batch_norm", "group_norm", "layer_norm", "moments", "register", "rms_norm"]

Numbers = Union[Column, str, Sequence[float]]


def register(spark: SparkSession) -> None:
    """Adds the functions to a classic session that was started without the extension.

    Parameters
    ----------
    spark : SparkSession
        A session with the jar. A Spark Connect server takes ``spark.sql.extensions`` instead.

    Examples
    --------
    >>> register(spark)
    """
    if not hasattr(spark, "_jsparkSession"):
        raise NotImplementedError(
            "a Spark Connect client cannot register functions; start the server with"
            " spark.sql.extensions=org.sparknorm.sql.NormExtensions"
        )
    java: Any = spark
    java._jvm.org.sparknorm.sql.NormFunctions.register(java._jsparkSession)


def layer_norm(
    x: Column | str, gamma: Numbers | None = None, beta: Numbers | None = None, epsilon: float = 1e-5
) -> Column:
    """Normalizes every row to mean 0 and variance 1, then ``gamma * xhat + beta``.

    Examples
    --------
    >>> df = spark.createDataFrame([([1.0, 2.0, 6.0],)], ["x"])
    >>> df.select(layer_norm("x", beta=[1, 1, 1]).alias("y")).first().y
    [0.07..., 0.53..., 2.38...]
    """
    return F.call_function("layer_norm", _column(x), _column(gamma), _column(beta), F.lit(epsilon))


def rms_norm(x: Column | str, gamma: Numbers | None = None, epsilon: float = 1e-6) -> Column:
    """Divides every row by its root mean square, then multiplies by gamma.

    Examples
    --------
    >>> df = spark.createDataFrame([([3.0, 4.0, 0.0, 0.0],)], ["x"])
    >>> df.select(rms_norm("x").alias("y")).first().y
    [1.19..., 1.59..., 0.0, 0.0]
    """
    return F.call_function("rms_norm", _column(x), _column(gamma), F.lit(epsilon))


def group_norm(
    x: Column | str,
    groups: int,
    channels: int,
    gamma: Numbers | None = None,
    beta: Numbers | None = None,
    epsilon: float = 1e-5,
) -> Column:
    """Normalizes each group of channels of a row, then ``gamma * xhat + beta`` by channel.

    Examples
    --------
    >>> df = spark.createDataFrame([([1.0, 3.0, 10.0, 30.0],)], ["x"])
    >>> df.select(group_norm("x", groups=2, channels=4).alias("y")).first().y
    [-0.99..., 0.99..., -0.99..., 0.99...]
    """
    sizes = [F.lit(groups), F.lit(channels)]
    return F.call_function("group_norm", _column(x), *sizes, _column(gamma), _column(beta), F.lit(epsilon))


def batch_norm(
    x: Column | str,
    mean: Numbers,
    variance: Numbers,
    gamma: Numbers | None = None,
    beta: Numbers | None = None,
    epsilon: float = 1e-5,
) -> Column:
    """Normalizes each element with given statistics, as a model does in evaluation.

    Examples
    --------
    >>> df = spark.createDataFrame([([1.0, 10.0],), ([3.0, 30.0],)], ["x"])
    >>> m = df.select(moments("x").alias("m")).first().m
    >>> df.select(batch_norm("x", m.mean, m.variance).alias("y")).first().y
    [-0.70..., -0.70...]
    """
    statistics = [_column(mean), _column(variance)]
    return F.call_function("batch_norm", _column(x), *statistics, _column(gamma), _column(beta), F.lit(epsilon))


def moments(x: Column | str) -> Column:
    """Aggregates the count, and the exact mean and unbiased variance of each element.

    The statistics that :class:`sparknorm.SyncBatchNorm` takes, to the last digit.

    Examples
    --------
    >>> df = spark.createDataFrame([([1.0, 10.0],), ([3.0, 30.0],)], ["x"])
    >>> df.select(moments("x").alias("m")).first().m
    Row(count=2, mean=[2.0, 20.0], variance=[2.0, 200.0])
    """
    return F.call_function("moments", _column(x))


def _column(value: Numbers | None) -> Column:
    if isinstance(value, Column):
        return value
    if isinstance(value, str):
        return F.col(value)
    return F.lit(value if value is None else [float(number) for number in value])
