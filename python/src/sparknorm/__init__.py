"""Normalization layers for Apache Spark.

Batch normalization synchronized over all workers, layer, group and RMS normalization as stages of ``pyspark.ml`` pipelines,
as functions of columns (:mod:`sparknorm.functions`), and in distributed training of neural networks.
"""

from org.sparknorm.ml import GroupNorm, LayerNorm, RMSNorm, SyncBatchNorm, SyncBatchNormModel
from org.sparknorm.nn import NeuralNetClassificationModel, NeuralNetClassifier
from sparknorm._session import config, jar, session

__all__ = [
    "GroupNorm",
    "LayerNorm",
    "NeuralNetClassificationModel",
    "NeuralNetClassifier",
    "RMSNorm",
    "SyncBatchNorm",
    "SyncBatchNormModel",
    "config",
    "jar",
    "session",
]
