"""Spark sessions that know spark-norm."""

from __future__ import annotations

from pathlib import Path

import pyspark
from pyspark.sql import SparkSession


def jar() -> str:
    """Gets the path of the jar that belongs to this package, for ``spark.jars``, ``--jars`` or ``addArtifacts``.

    It is the one for the PySpark that is installed: Spark 4, or Spark 3.5 with Scala 2.12.

    Examples
    --------
    >>> jar()
    '.../spark-norm...jar'
    """
    name = "spark-norm-spark35_2.12.jar" if pyspark.__version__.startswith("3.") else "spark-norm.jar"
    path = Path(__file__).parent / name
    if not path.exists():
        raise FileNotFoundError(f"found no {path}: expected the package as its wheel installs it (see scripts/wheel)")
    return str(path)


def config() -> dict[str, bool | float | int | str | None]:
    """Gets the settings by which a new session knows the stages and the SQL functions.

    Examples
    --------
    >>> from pyspark.sql import SparkSession
    >>> SparkSession.builder.config(map=config()).getOrCreate()
    <...SparkSession object at ...>
    """
    return {"spark.jars": jar(), "spark.sql.extensions": "org.sparknorm.sql.NormExtensions"}


def session(builder: SparkSession.Builder | None = None, *, remote: str | None = None) -> SparkSession:
    """Starts a Spark session that knows the stages and the SQL functions.

    Parameters
    ----------
    builder : SparkSession.Builder, optional
        Settings of one's own, by default none.
    remote : str, optional
        Address of a Spark Connect server, which is sent the jar. SQL functions are there only if the server itself was
        started with :func:`config`; stages always.

    Examples
    --------
    >>> session().sql("SELECT layer_norm(array(1D, 3D)) AS y").first().y
    [-0.99..., 0.99...]
    """
    if builder is None:
        builder = SparkSession.Builder()
    if remote is None:
        return builder.config(map=config()).getOrCreate()
    spark = builder.remote(remote).getOrCreate()
    spark.addArtifacts(jar())
    return spark
