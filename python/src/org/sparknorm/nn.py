"""Neural networks with norms, trained by all workers at once, as stages of pyspark.ml pipelines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pyspark import keyword_only
from pyspark.ml.classification import _JavaProbabilisticClassificationModel, _JavaProbabilisticClassifier
from pyspark.ml.linalg import Vector
from pyspark.ml.param import Param, Params, TypeConverters, shared
from pyspark.ml.util import HasTrainingSummary, JavaMLReadable, JavaMLWritable
from pyspark.ml.wrapper import JavaWrapper

from org.sparknorm.param import HasAggregationDepth, HasEpsilon, HasGroups, HasHandleInvalid, HasMomentum, HasWeightCol, param
from org.sparknorm.stage import JavaStage, refuse_over_connect

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["EpochReport", "NeuralNetClassificationModel", "NeuralNetClassifier", "StepReport", "TrainingSummary"]

S = TypeVar("S", bound=Params)


class _NetworkParams(HasGroups, HasEpsilon, HasMomentum):
    """The network, the shape of a row, and the norm."""

    network: Param[str] = param(
        "network",
        "layers, such as: dense 256, norm, relu, dense 10; the last has an output for each class",
        TypeConverters.toString,
    )
    inputShape: Param[list[int]] = param(
        "inputShape",
        "sizes of a row: (features) or (channels, height, width), channel-major; not set: the features that the first"
        " row has",
        TypeConverters.toListInt,
    )
    norm: Param[str] = param(
        "norm",
        "what stands where the network says norm: none, batch (each worker's own statistics), syncBatch (those of the"
        " whole global batch), layer, group or rms",
        TypeConverters.toString,
    )

    def getNetwork(self) -> str:
        """Gets the layers."""
        return self.getOrDefault(self.network)

    def setNetwork(self: S, value: str) -> S:
        """Sets the layers; the last has an output for each class."""
        return self._set(network=value)

    def getInputShape(self) -> list[int] | None:
        """Gets the sizes of a row; None where they are not set."""
        return self.getOrDefault(self.inputShape) if self.isDefined(self.inputShape) else None

    def setInputShape(self: S, value: Sequence[int]) -> S:
        """Sets the sizes of a row: [features] or [channels, height, width]."""
        return self._set(inputShape=value)

    def getNorm(self) -> str:
        """Gets what stands where the network says norm."""
        return self.getOrDefault(self.norm)

    def setNorm(self: S, value: str) -> S:
        """Sets what stands where the network says norm."""
        return self._set(norm=value)

    def getEpsilon(self) -> float:
        """Gets epsilon; not set: 1e-5, and 1e-6 for rms."""
        if self.isDefined(self.epsilon):
            return self.getOrDefault(self.epsilon)
        return 1e-6 if self.getNorm() == "rms" else 1e-5


class _TrainingParams(
    HasWeightCol,
    HasAggregationDepth,
    shared.HasMaxIter,
    shared.HasStepSize,
    shared.HasSolver,
    shared.HasCheckpointInterval,
):
    """How a network is trained."""

    maxIter: Param[int] = param("maxIter", "epochs: passes over the rows", TypeConverters.toInt)
    stepSize: Param[float] = param(
        "stepSize", "learning rate at its peak; not set: 0.1 for sgd, 0.001 for adamW", TypeConverters.toFloat
    )
    solver: Param[str] = param("solver", "optimizer: sgd, adamW", TypeConverters.toString)
    checkpointInterval: Param[int] = param("checkpointInterval", "epochs between checkpoints", TypeConverters.toInt)
    batchSize: Param[int] = param("batchSize", "rows of a global batch, of all workers together", TypeConverters.toInt)
    sgdMomentum: Param[float] = param("sgdMomentum", "momentum of the solver sgd", TypeConverters.toFloat)
    schedule: Param[str] = param(
        "schedule", "learning rate after warm-up: constant, cosine", TypeConverters.toString
    )
    warmupSteps: Param[int] = param(
        "warmupSteps", "steps over which the learning rate rises to its peak", TypeConverters.toInt
    )
    weightDecay: Param[float] = param(
        "weightDecay", "weight decay, on weights alone: not on biases, gammas and betas", TypeConverters.toFloat
    )
    numWorkers: Param[int] = param(
        "numWorkers",
        "tasks that share each global batch; not set: as many as Spark runs at a time",
        TypeConverters.toInt,
    )
    sync: Param[str] = param(
        "sync", "how workers combine their sums: treeAggregate, collective", TypeConverters.toString
    )
    checkpointDir: Param[str] = param(
        "checkpointDir",
        "folder of checkpoints, on any Hadoop path: a training that was interrupted goes on; not set: none",
        TypeConverters.toString,
    )
    # Not PySpark's HasSeed: its default is Python's hash of the class's name, another number in each process.
    seed: Param[int] = param(
        "seed", "seed of the initial weights and of the order of rows", TypeConverters.toInt
    )

    def setMaxIter(self: S, value: int) -> S:
        """Sets the number of epochs."""
        return self._set(maxIter=value)

    def getStepSize(self) -> float:
        """Gets the learning rate at its peak; not set: 0.1 for sgd, 0.001 for adamW."""
        if self.isDefined(self.stepSize):
            return self.getOrDefault(self.stepSize)
        return 0.1 if self.getSolver() == "sgd" else 0.001

    def setStepSize(self: S, value: float) -> S:
        """Sets the learning rate at its peak."""
        return self._set(stepSize=value)

    def setSolver(self: S, value: str) -> S:
        """Sets the optimizer: ``sgd`` or ``adamW``."""
        return self._set(solver=value)

    def setCheckpointInterval(self: S, value: int) -> S:
        """Sets the epochs between checkpoints."""
        return self._set(checkpointInterval=value)

    def getBatchSize(self) -> int:
        """Gets the rows of a global batch."""
        return self.getOrDefault(self.batchSize)

    def setBatchSize(self: S, value: int) -> S:
        """Sets the rows of a global batch, of all workers together."""
        return self._set(batchSize=value)

    def getSgdMomentum(self) -> float:
        """Gets the momentum of the solver sgd."""
        return self.getOrDefault(self.sgdMomentum)

    def setSgdMomentum(self: S, value: float) -> S:
        """Sets the momentum of the solver sgd; that of running statistics is ``momentum``."""
        return self._set(sgdMomentum=value)

    def getSchedule(self) -> str:
        """Gets how the learning rate moves after warm-up."""
        return self.getOrDefault(self.schedule)

    def setSchedule(self: S, value: str) -> S:
        """Sets how the learning rate moves after warm-up: ``constant`` or ``cosine``."""
        return self._set(schedule=value)

    def getWarmupSteps(self) -> int:
        """Gets the steps over which the learning rate rises."""
        return self.getOrDefault(self.warmupSteps)

    def setWarmupSteps(self: S, value: int) -> S:
        """Sets the steps over which the learning rate rises to its peak."""
        return self._set(warmupSteps=value)

    def getWeightDecay(self) -> float:
        """Gets the weight decay."""
        return self.getOrDefault(self.weightDecay)

    def setWeightDecay(self: S, value: float) -> S:
        """Sets the weight decay, on weights alone."""
        return self._set(weightDecay=value)

    def getNumWorkers(self) -> int:
        """Gets the tasks that share each global batch."""
        return self.getOrDefault(self.numWorkers)

    def setNumWorkers(self: S, value: int) -> S:
        """Sets the tasks that share each global batch."""
        return self._set(numWorkers=value)

    def getSync(self) -> str:
        """Gets how workers combine their sums."""
        return self.getOrDefault(self.sync)

    def setSync(self: S, value: str) -> S:
        """Sets how workers combine their sums: ``treeAggregate`` or ``collective``."""
        return self._set(sync=value)

    def getCheckpointDir(self) -> str | None:
        """Gets the folder of checkpoints; None where it is not set."""
        return self.getOrDefault(self.checkpointDir) if self.isDefined(self.checkpointDir) else None

    def setCheckpointDir(self: S, value: str) -> S:
        """Sets the folder of checkpoints."""
        return self._set(checkpointDir=value)

    def getSeed(self) -> int:
        """Gets the seed; where it is not set, Java's default holds, the same in every process."""
        return self.getOrDefault(self.seed)

    def setSeed(self: S, value: int) -> S:
        """Sets the seed of the initial weights and of the order of rows."""
        return self._set(seed=value)


class _NeuralNetParams(_NetworkParams, _TrainingParams, HasHandleInvalid):
    """The params of NeuralNetClassifier and its model, but for those of every probabilistic classifier."""

    def __init__(self) -> None:
        super().__init__()
        self._setDefault(
            norm="syncBatch",
            momentum=0.1,
            batchSize=256,
            maxIter=10,
            solver="sgd",
            sgdMomentum=0.9,
            schedule="constant",
            warmupSteps=0,
            weightDecay=0.0,
            sync="treeAggregate",
            aggregationDepth=2,
            checkpointInterval=1,
            handleInvalid="error",
        )


class NeuralNetClassifier(
    JavaStage,
    _JavaProbabilisticClassifier["NeuralNetClassificationModel"],
    _NeuralNetParams,
    JavaMLReadable["NeuralNetClassifier"],
    JavaMLWritable,
):
    """A neural network trained in mini-batches on all workers at once; batch norm sees the whole global batch.

    Parameters
    ----------
    network : str
        Layers, such as ``dense 256, norm, relu, dense 10``; the last has an output for each class.
    inputShape : sequence of int, optional
        ``[features]`` or ``[channels, height, width]``; not set: as many features as the first row has values.
    norm : str, optional
        What stands where the network says norm: ``none``, ``batch`` (each worker's own statistics), ``syncBatch`` (the
        default: those of the whole global batch), ``layer``, ``group`` or ``rms``.
    groups, epsilon, momentum
        Of the norm: by default the largest number of up to 32 that divides the channels, 1e-5 (rms 1e-6), and 0.1, the
        weight of the new batch in running statistics.
    featuresCol, labelCol, predictionCol, rawPredictionCol, probabilityCol, thresholds
        As in Spark's own probabilistic classifiers; features are vectors, ``array<double>`` or ``array<float>``.
    weightCol : str, optional
        Column with the weight of each row in the loss.
    batchSize, maxIter : int, optional
        Rows of a global batch, by default 256, and epochs, by default 10.
    solver : str, optional
        ``sgd`` (the default), with sgdMomentum (0.9), or ``adamW``.
    stepSize : float, optional
        Learning rate at its peak, by default 0.1 for sgd and 0.001 for adamW.
    schedule, warmupSteps
        ``constant`` (the default) or ``cosine``; steps over which the rate rises, by default 0.
    weightDecay : float, optional
        On weights alone, by default 0.
    numWorkers : int, optional
        Tasks that share each global batch; not set: as many as Spark runs at a time.
    sync : str, optional
        ``treeAggregate`` (the default) or ``collective``; aggregationDepth is the former's, by default 2.
    checkpointDir, checkpointInterval
        Folder of checkpoints, by default none, and epochs between them, by default 1.
    handleInvalid : str, optional
        What becomes of rows with nulls, NaN and infinite values: ``error`` (the default), ``skip`` or ``keep``.
    seed : int, optional
        Seed of the initial weights and of the order of rows; not set: the same in every process.

    Examples
    --------
    >>> rows = [(float(i % 2), [i % 2 + 0.1 * (i % 5), 1.0]) for i in range(64)]
    >>> df = spark.createDataFrame(rows, ["label", "features"])
    >>> classifier = NeuralNetClassifier(network="dense 4, norm, relu, dense 2", numWorkers=2, batchSize=16, maxIter=3)
    >>> model = classifier.fit(df)
    >>> model.transform(df).where("prediction = label").count()
    64
    """

    _input_kwargs: dict[str, Any]

    @keyword_only
    def __init__(
        self,
        *,
        network: str | None = None,
        inputShape: Sequence[int] | None = None,
        norm: str = "syncBatch",
        groups: int | None = None,
        epsilon: float | None = None,
        momentum: float = 0.1,
        featuresCol: str = "features",
        labelCol: str = "label",
        predictionCol: str = "prediction",
        rawPredictionCol: str = "rawPrediction",
        probabilityCol: str = "probability",
        thresholds: Sequence[float] | None = None,
        weightCol: str | None = None,
        batchSize: int = 256,
        maxIter: int = 10,
        solver: str = "sgd",
        sgdMomentum: float = 0.9,
        stepSize: float | None = None,
        schedule: str = "constant",
        warmupSteps: int = 0,
        weightDecay: float = 0.0,
        numWorkers: int | None = None,
        sync: str = "treeAggregate",
        aggregationDepth: int = 2,
        checkpointDir: str | None = None,
        checkpointInterval: int = 1,
        handleInvalid: str = "error",
        seed: int | None = None,
    ) -> None:
        super().__init__()
        self._start("org.sparknorm.nn.NeuralNetClassifier", self._input_kwargs)

    def _create_model(self, java_model: Any) -> NeuralNetClassificationModel:
        return NeuralNetClassificationModel(java_model)


class NeuralNetClassificationModel(
    _JavaProbabilisticClassificationModel[Vector],
    _NeuralNetParams,
    JavaMLReadable["NeuralNetClassificationModel"],
    JavaMLWritable,
    HasTrainingSummary["TrainingSummary"],
):
    """The network that :class:`NeuralNetClassifier` trained. Batch norm normalizes with running statistics.

    Examples
    --------
    >>> from pyspark.ml.linalg import Vectors
    >>> rows = [(float(i % 2), [i % 2 + 0.1 * (i % 5), 1.0]) for i in range(64)]
    >>> df = spark.createDataFrame(rows, ["label", "features"])
    >>> classifier = NeuralNetClassifier(network="dense 4, norm, relu, dense 2", numWorkers=2, batchSize=16, maxIter=3)
    >>> model = classifier.fit(df)
    >>> model.numFeatures, model.numClasses, model.predict(Vectors.dense(1.2, 1.0))
    (2, 2, 1.0)
    >>> len(model.summary.steps), len(model.summary.objectiveHistory)
    (12, 3)
    >>> model.recalibrate(df).hasSummary
    False
    """

    def recalibrate(self, dataset: DataFrame) -> NeuralNetClassificationModel:
        """Replaces running statistics by the exact ones of a training set, in one more pass over it.

        Parameters
        ----------
        dataset : DataFrame
            Features, labels and weights, as for fit.

        Returns
        -------
        NeuralNetClassificationModel
            A new model, without summary; this one stays as it is.
        """
        refuse_over_connect("recalibrate", "save it, and load and recalibrate it in a classic session")
        self._transfer_params_to_java()
        return self._copyValues(NeuralNetClassificationModel(self._call_java("recalibrate", dataset)))

    @property
    def summary(self) -> TrainingSummary:
        """How training went; of a model that was loaded or recalibrated there is none."""
        found: Any = super().summary
        # Spark 3.5 and 4.0 leave it to the model to wrap what came from Java.
        return found if isinstance(found, TrainingSummary) else TrainingSummary(found)

    @property
    def _summaryCls(self) -> type[TrainingSummary]:
        return TrainingSummary


class StepReport(NamedTuple):
    """One step of training; times are means over the workers, in seconds."""

    step: int
    epoch: int
    loss: float
    rate: float
    gradientNorms: dict[str, float]
    computingSeconds: float
    synchronizingSeconds: float
    waitingSeconds: float
    syncCount: int


class EpochReport(NamedTuple):
    """One epoch of training."""

    epoch: int
    loss: float
    accuracy: float
    samples: int
    seconds: float
    syncSeconds: float
    syncCount: int


class TrainingSummary(JavaWrapper):
    """How training went. Over Spark Connect there is the loss of each epoch, and nothing else."""

    @property
    def objectiveHistory(self) -> list[float]:
        """The mean loss of each epoch."""
        return list(self._call_java("objectiveHistory"))

    @property
    def steps(self) -> list[StepReport]:
        """A report of each step, in order."""
        refuse_over_connect("summary.steps", "summary.objectiveHistory has the loss of each epoch")
        return [
            report._replace(gradientNorms=dict(report.gradientNorms)) for report in self._reports("steps", StepReport)
        ]

    @property
    def epochs(self) -> list[EpochReport]:
        """A report of each epoch, in order."""
        refuse_over_connect("summary.epochs", "summary.objectiveHistory has the loss of each epoch")
        return self._reports("epochs", EpochReport)

    def _reports(self, method: str, kind: Any) -> list[Any]:
        reports: Any = self._java_obj
        return [kind(*(getattr(report, field)() for field in kind._fields)) for report in getattr(reports, method)()]
