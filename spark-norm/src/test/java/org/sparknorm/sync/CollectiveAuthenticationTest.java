package org.sparknorm.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.server.NoOpRpcHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class CollectiveAuthenticationTest {

    static Stream<SparkConf> configurations() {
        return Stream.of(
                new SparkConf(false),
                authenticated(),
                authenticated().set("spark.authenticate.enableSaslEncryption", "true"),
                encrypted());
    }

    private static SparkConf authenticated() {
        return new SparkConf(false)
                .set("spark.app.id", "app-1")
                .set("spark.authenticate", "true")
                .set("spark.authenticate.secret", "the application's secret");
    }

    private static SparkConf encrypted() {
        return authenticated()
                .set("spark.network.crypto.enabled", "true")
                .set("spark.network.crypto.saslFallback", "false");
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void ranksThatShareTheSecretSum(SparkConf conf) throws Exception {
        try (Ranks ranks = new Ranks(3, conf)) {
            List<Float> sums = ranks.run(collective -> {
                float sum = 0;
                for (int step = 0; step < 3; step++) {
                    float[] buffer = new float[70_001];
                    buffer[70_000] = collective.rank() + 1;
                    collective.sum(buffer, "step " + step);
                    sum += buffer[70_000];
                }
                return sum;
            });
            assertThat(sums).containsOnly(18f);
        }
    }

    @Test
    void aRankWithAnotherSecretIsRefusedAndLearnsIt() {
        CollectiveSettings right = CollectiveSettings.of(new SparkConf(false));
        CollectiveSettings wrong = new CollectiveSettings(right.job(), "guessed", right.timeoutMillis());
        refusesRankOne(new SparkConf(false), right, new SparkConf(false), wrong);
    }

    @Test
    void aRankOfAnotherApplicationIsRefusedAndLearnsIt() {
        SparkConf mine = encrypted();
        SparkConf other = encrypted().set("spark.authenticate.secret", "another secret");
        CollectiveSettings settings = CollectiveSettings.of(mine);
        refusesRankOne(mine, settings, other, settings);
    }

    private static void refusesRankOne(
            SparkConf conf, CollectiveSettings settings, SparkConf otherConf, CollectiveSettings otherSettings) {
        try (Mesh zero = Ranks.mesh(conf, settings, new Handshake(settings.job(), 3, 0, 0, 2), () -> false);
                Mesh one =
                        Ranks.mesh(otherConf, otherSettings, new Handshake(settings.job(), 3, 0, 1, 2), () -> false)) {
            assertThatExceptionOfType(CollectiveException.class)
                    .isThrownBy(() -> one.connect(List.of(zero.address(), one.address())))
                    .withMessageContaining("rank 1 of 2 could not connect to rank 0 at " + zero.address());
            assertThat(zero.links().all()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void aStrangersRequestIsAnsweredWithAnErrorAndItsMessageWithTheEndOfTheConnection(SparkConf conf) throws Exception {
        CollectiveSettings settings = CollectiveSettings.of(conf);
        Handshake self = new Handshake(settings.job(), 3, 0, 0, 2);
        ByteBuffer introduction = new Handshake(settings.job(), 3, 0, 1, 2).encode();
        try (Mesh mesh = Ranks.mesh(conf, settings, self, () -> false);
                TransportContext context = new TransportContext(Ranks.transport(conf), new NoOpRpcHandler());
                TransportClientFactory strangers = context.createClientFactory()) {
            int port = Integer.parseInt(mesh.address().substring(Ranks.HOST.length() + 1));
            TransportClient asks = strangers.createUnmanagedClient(Ranks.HOST, port);
            assertThatThrownBy(() -> asks.sendRpcSync(introduction.duplicate(), 5000))
                    .isInstanceOf(RuntimeException.class);
            TransportClient tells = strangers.createUnmanagedClient(Ranks.HOST, port);
            tells.send(introduction.duplicate());
            assertThat(tells.getChannel().closeFuture().await(5000))
                    .as("the connection is closed")
                    .isTrue();
            assertThat(mesh.links().all()).isEmpty();
        }
    }
}
