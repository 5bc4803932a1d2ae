package org.sparknorm.kryo;

import com.esotericsoftware.kryo.Kryo;
import java.util.List;

/**
 * The classes that Spark's own stages and readers send between processes and Spark does not register itself: those of
 * CSV and Parquet, of broadcasts, and of logistic and linear regression, trees, KMeans and PCA in Spark 4.0 to 4.3, and
 * of literal rows and the types of vectors in 3.5. By name, since most are private, and a class that a version does not
 * have is left out.
 */
final class SparkClasses {

    private static final String SPARK = "org.apache.spark.";
    private static final String SUMMARY = SPARK + "ml.stat.SummaryBuilderImpl$";
    private static final String TREE = SPARK + "ml.tree.";
    private static final String IMPURITY = SPARK + "mllib.tree.impurity.";

    private static final List<String> NAMES = List.of(
            SPARK + "broadcast.TorrentBroadcast",
            SPARK + "storage.BroadcastBlockId",
            SPARK + "sql.catalyst.expressions.GenericInternalRow",
            SPARK + "sql.types.BooleanType$",
            SPARK + "sql.types.ByteType$",
            SPARK + "sql.types.NullType$",
            "[L" + SPARK + "sql.types.DataType;",
            SPARK + "ml.linalg.MatrixUDT",
            SPARK + "ml.optim.aggregator.BinaryLogisticBlockAggregator",
            SPARK + "ml.optim.aggregator.MultinomialLogisticBlockAggregator",
            SPARK + "ml.optim.WeightedLeastSquares$Aggregator",
            SPARK + "ml.stat.MultiClassSummarizer",
            SPARK + "ml.stat.SummarizerBuffer",
            SUMMARY + "ComputeL1$",
            SUMMARY + "ComputeM2$",
            SUMMARY + "ComputeM2n$",
            SUMMARY + "ComputeMean$",
            SUMMARY + "ComputeWeightSum$",
            SUMMARY + "Count$",
            SUMMARY + "Mean$",
            SUMMARY + "NormL1$",
            SUMMARY + "NormL2$",
            SUMMARY + "Std$",
            SUMMARY + "Variance$",
            "[L" + TREE + "Split;",
            "[[L" + TREE + "Split;",
            TREE + "ContinuousSplit",
            TREE + "impl.DTStatsAggregator",
            TREE + "impl.DecisionTreeMetadata",
            IMPURITY + "Gini$",
            IMPURITY + "GiniAggregator",
            IMPURITY + "GiniCalculator",
            IMPURITY + "Variance$",
            IMPURITY + "VarianceAggregator",
            IMPURITY + "VarianceCalculator",
            SPARK + "mllib.tree.configuration.QuantileStrategy$",
            SPARK + "mllib.tree.model.ImpurityStats",
            SPARK + "util.collection.OpenHashMap$mcD$sp",
            SPARK + "util.collection.OpenHashSet",
            SPARK + "util.collection.OpenHashSet$DoubleHasher",
            "scala.reflect.ManifestFactory$DoubleManifest",
            "scala.Enumeration$Val",
            "[L" + SPARK + "mllib.clustering.VectorWithNorm;",
            "[L" + SPARK + "mllib.linalg.Vector;",
            "breeze.linalg.DenseVector$mcD$sp");

    private SparkClasses() {}

    static void register(Kryo kryo) {
        for (String name : NAMES) {
            try {
                kryo.register(Class.forName(name, false, kryo.getClassLoader()));
            } catch (ClassNotFoundException e) {
                // Another version's.
            }
        }
    }
}
