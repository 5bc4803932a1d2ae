"""Examples run, the README tells the truth, and types are right."""

from __future__ import annotations

import doctest
import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pyspark.sql import SparkSession

import org.sparknorm.ml
import org.sparknorm.nn
import sparknorm._session
import sparknorm.functions

PYTHON = Path(__file__).resolve().parent.parent
MODULES = [org.sparknorm.ml, org.sparknorm.nn, sparknorm._session, sparknorm.functions]


@pytest.mark.classic
@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_the_example_of_every_docstring(spark: SparkSession, module: Any) -> None:
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    done = doctest.testmod(module, extraglobs={"spark": spark}, optionflags=flags)
    assert done.failed == 0 < done.attempted


def test_everything_public_has_an_example() -> None:
    for module in (org.sparknorm.ml, sparknorm.functions):
        for name in module.__all__:
            assert "Examples\n" in (getattr(module, name).__doc__ or ""), name


@pytest.mark.classic
def test_the_readme_in_a_process_of_its_own(tmp_path: Path) -> None:
    program, output = re.findall(r"```(?:python)?\n(.*?)```", (PYTHON / "README.md").read_text(), re.DOTALL)[:2]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout == output, done.stderr


@pytest.mark.classic
@pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")
def test_types_are_strictly_right() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "-p", "sparknorm", "-p", "org.sparknorm"],
        capture_output=True,
        text=True,
        cwd=PYTHON,
    )
    assert done.returncode == 0, done.stdout
