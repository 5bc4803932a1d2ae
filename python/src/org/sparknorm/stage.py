"""What the Python stages share: how each finds its Java stage, and what Spark Connect lets through of a model."""

from __future__ import annotations

from typing import Any, TypeVar

from pyspark.ml.wrapper import JavaParams
from pyspark.sql.utils import is_remote

S = TypeVar("S", bound=JavaParams)


class JavaStage(JavaParams):
    """A Python stage over a Java stage of the same name."""

    def _start(self, java_class: str, given: dict[str, Any]) -> None:
        """Makes the Java stage with this uid, and sets the params that the caller gave."""
        try:
            self._java_obj = self._new_java_obj(java_class, self.uid)
        except TypeError as missing:
            raise RuntimeError(
                f"the Spark session does not know {java_class}: found no spark-norm jar, expected it from"
                " sparknorm.session(), or from SparkSession.builder.config(map=sparknorm.config()) before any other"
                " session starts"
            ) from missing
        self.setParams(**given)

    def setParams(self: S, **params: Any) -> S:
        """Sets params by name, as the constructor does; a param that is None stays as it is."""
        return self._set(**{name: value for name, value in params.items() if value is not None})


def refuse_over_connect(method: str, instead: str) -> None:
    """Refuses a method that a Connect server does not let through, and says what to do instead.

    A server answers for a model of ours with the methods of the Spark classes that it extends, and no others.
    """
    if is_remote():
        raise NotImplementedError(f"Spark Connect lets no client call {method} of this model; {instead}")
