"""One Spark session for all tests: classic, over Connect, or over Connect to a server that only gets the jar from us."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyspark.find_spark_home import _find_spark_home
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

import sparknorm

LIMIT_SECONDS = 120


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--session", choices=["classic", "connect", "added"], default="classic")
    parser.addoption("--saved", type=Path, help="a folder with what other versions of Spark have saved")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    kind = config.getoption("--session")
    for item in items:
        if kind != "classic" and item.get_closest_marker("classic"):
            item.add_marker(pytest.mark.skip(reason="a Connect client reaches no JVM"))
        if kind == "added" and item.get_closest_marker("server"):
            item.add_marker(pytest.mark.skip(reason="needs the jar on the server"))


@pytest.fixture(scope="session")
def kind(pytestconfig: pytest.Config) -> str:
    return str(pytestconfig.getoption("--session"))


@pytest.fixture
def saved(pytestconfig: pytest.Config, tmp_path: Path) -> Path:
    return pytestconfig.getoption("--saved") or tmp_path


@pytest.fixture(scope="session")
def spark(kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    if kind == "classic":
        builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
        session = sparknorm.session(builder.config("spark.sql.shuffle.partitions", "1"))
        yield session
        session.stop()
        return
    # Threads of the server would find the server's objects in what is broadcast, of classes that are not the session's.
    settings = sparknorm.config() if kind == "connect" else {"spark.master": "local-cluster[2,1,1024]"}
    with connect_server(settings, tmp_path_factory.mktemp("server")) as address:
        added = kind == "added"
        session = sparknorm.session(remote=address) if added else SparkSession.builder.remote(address).getOrCreate()
        yield session
        session.stop()


@contextlib.contextmanager
def connect_server(settings: dict[str, object], folder: Path) -> Iterator[str]:
    """A server of its own, in a process group of its own, that ends with the tests."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = {
        "spark.master": "local[2]",
        "spark.connect.grpc.binding.port": port,
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": 1,
        **settings,
    }
    command = [str(Path(_find_spark_home(), "bin", "spark-submit"))]
    for name, value in settings.items():
        command += ["--conf", f"{name}={value}"]
    command += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"]
    log = folder / "server.log"
    with log.open("w") as output:
        server = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        await_port(server, port, log)
        yield f"sc://127.0.0.1:{port}"
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def await_port(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + LIMIT_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    pytest.fail(f"no Connect server in {LIMIT_SECONDS} seconds:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def rows(spark: SparkSession) -> DataFrame:
    """60 rows of 4 elements, as array<double> (x), array<float> (f), a vector (v), with a label and a weight."""
    from pyspark.ml.functions import array_to_vector

    values = [(i, float(i % 2), 1.0 + i % 3, [i * 0.5, 1e4 + i % 7, float(i % 5), i % 2 - 0.5]) for i in range(60)]
    table = spark.createDataFrame(values, "id long, label double, weight double, x array<double>")
    return table.repartition(2).withColumn("f", F.col("x").cast("array<float>")).withColumn("v", array_to_vector("x"))
