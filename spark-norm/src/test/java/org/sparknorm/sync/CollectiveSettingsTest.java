package org.sparknorm.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class CollectiveSettingsTest {

    private final SparkConf conf = new SparkConf(false).setMaster("spark://master:7077");

    @Test
    void theTimeLimitIsAMinuteUnlessSaidOtherwise() {
        assertThat(CollectiveSettings.of(conf).timeoutMillis()).isEqualTo(60_000);
        conf.set("spark.norm.collective.timeout", "1500ms");
        assertThat(CollectiveSettings.of(conf).timeoutMillis()).isEqualTo(1500);
    }

    @Test
    void everyJobHasASecretOfItsOwnThatNoLogShows() {
        CollectiveSettings one = CollectiveSettings.of(conf);
        CollectiveSettings other = CollectiveSettings.of(conf);
        assertThat(one.secret()).isNotEqualTo(other.secret());
        assertThat(one.job()).isNotEqualTo(other.job());
        assertThat(one.toString()).doesNotContain(one.secret());
    }

    @Test
    void aTimeLimitThatIsNoPositiveTimeIsRefused() {
        for (String time : new String[] {"0s", "-5s", "soon"}) {
            conf.set("spark.norm.collective.timeout", time);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CollectiveSettings.of(conf))
                    .withMessageContaining("spark.norm.collective.timeout")
                    .withMessageContaining(time);
        }
    }

    @Test
    void theCipherThatHangsIsRefused() {
        conf.set("spark.network.crypto.enabled", "true").set("spark.network.crypto.cipher", "AES/GCM/NoPadding");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollectiveSettings.of(conf))
                .withMessageContaining("SPARK-56227")
                .withMessageContaining("spark.network.crypto.cipher=AES/CTR/NoPadding");
    }

    @Test
    void dynamicAllocationIsRefusedOnAClusterAndWithoutMeaningInOneProcess() {
        conf.set("spark.dynamicAllocation.enabled", "true");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollectiveSettings.of(conf))
                .withMessageContaining("spark.dynamicAllocation.enabled=false");
        assertThat(CollectiveSettings.of(conf.setMaster("local[4]"))).isNotNull();
    }
}
