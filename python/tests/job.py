"""A job for spark-submit: the stages, the SQL functions and a small training, on whatever master it is given."""

from __future__ import annotations

from pyspark.sql import SparkSession

from sparknorm import LayerNorm, NeuralNetClassifier, SyncBatchNorm
from sparknorm.functions import moments

spark = SparkSession.builder.getOrCreate()
rows = spark.range(1000).selectExpr("double(id % 2) AS label", "array(double(id % 2), 1e8 + sin(id), id % 7) AS x")
model = SyncBatchNorm(inputCol="x", outputCol="features").fit(rows)
assert rows.select(moments("x").alias("m")).collect()[0].m.mean == list(model.runningMean())
normalized = LayerNorm(inputCol="features", outputCol="y").transform(model.transform(rows))
assert normalized.where("abs(aggregate(y, 0D, (sum, v) -> sum + v)) < 1e-9").count() == 1000
network = NeuralNetClassifier(network="dense 8, norm, relu, dense 2", numWorkers=2, batchSize=250, maxIter=2).fit(normalized)
assert network.transform(normalized).where("prediction IN (0, 1)").count() == 1000
first, last = network.summary.objectiveHistory
assert last < first
spark.stop()
