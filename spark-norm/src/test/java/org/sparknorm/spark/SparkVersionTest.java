package org.sparknorm.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparkVersionTest {

    @Test
    void theSparkOfTheBuildIsTheRightOne() {
        assertThatCode(SparkVersion::require).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"4, 4.0.5", "4, 4.3.0", "4, 5.0.0", "3.5, 3.5.9", "3.5, 3.5.1-amzn-0"})
    void aJarRunsOnItsLineOfSpark(String line, String spark) {
        assertThat(SparkVersion.refusal(line, spark, "2.13.17")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "4, 3.5.9, 2.12.18, take the one named spark-norm-spark35_2.12",
        "4, 3.5.9, 2.13.8, take the one named spark-norm-spark35_2.13",
        "3.5, 4.1.0, 2.13.17, take the one named spark-norm",
        "4, 3.4.4, 2.12.17, the oldest Spark that it has a jar for is 3.5",
        "3.5, 3.4.4, 2.12.17, the oldest Spark that it has a jar for is 3.5"
    })
    void onAnotherItSaysWhichJarIsTheRightOne(String line, String spark, String scala, String advice) {
        assertThat(SparkVersion.refusal(line, spark, scala))
                .isEqualTo("found Spark " + spark + ", expected Spark " + line
                        + ", which this jar of spark-norm is for; " + advice);
    }
}
