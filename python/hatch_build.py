"""Brings into the wheel what Maven made: the version of pom.xml and the jars of that version."""

import re
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface
from hatchling.metadata.plugin.interface import MetadataHookInterface

CHECKOUT = Path(__file__).resolve().parent.parent


def maven_version() -> str:
    """The version of the build: the first in the parent's pom.xml."""
    found = re.search("<version>([^<]+)</version>", (CHECKOUT / "pom.xml").read_text())
    if found is None:
        raise ValueError(f"found no version in {CHECKOUT / 'pom.xml'}")
    return found.group(1)


class PomVersion(MetadataHookInterface):
    def update(self, metadata: dict[str, Any]) -> None:
        metadata["version"] = maven_version().replace("-SNAPSHOT", ".dev0")


class BundledJars(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        target = CHECKOUT / "spark-norm/target"
        jar = target / f"spark-norm-{maven_version()}.jar"
        if not jar.exists():
            raise FileNotFoundError(f"found no {jar}: build it first, as scripts/wheel does")
        build_data["force_include"][str(jar)] = "sparknorm/spark-norm.jar"
        old = "spark-norm-spark35_2.12"
        jar = target / f"spark35_2.12/{old}-{maven_version()}.jar"
        if jar.exists():
            build_data["force_include"][str(jar)] = f"sparknorm/{old}.jar"
