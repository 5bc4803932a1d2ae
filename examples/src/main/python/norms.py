"""Norms in PySpark, through SQL functions: there is nothing to install beside the jar.

spark-submit --jars spark-norm-0.1.0-SNAPSHOT.jar --conf spark.sql.extensions=org.sparknorm.sql.NormExtensions norms.py
"""

from pyspark.sql import SparkSession
from pyspark.sql.functions import call_function

BY_ROW = """
    SELECT id, x, layer_norm(x) AS layer FROM documents
"""

BY_COLUMN = """
    SELECT id, batch_norm(x, m.mean, m.variance) AS batch
    FROM documents, (SELECT moments(x) AS m FROM documents)
"""

spark = SparkSession.builder.appName("norms").getOrCreate()
spark.range(8).selectExpr("id", "array(float(id), 2f, float(4 * id), 1f) AS x").createOrReplaceTempView("documents")

# Each row by its own statistics: once in SQL, once as an expression of the DataFrame API.
spark.sql(BY_ROW).withColumn("rms", call_function("rms_norm", "x")).show(truncate=False)

# Each element by its statistics over all rows, which an aggregate takes.
spark.sql(BY_COLUMN).show(truncate=False)

spark.stop()
