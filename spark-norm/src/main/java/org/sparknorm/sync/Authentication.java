package org.sparknorm.sync;

import java.util.List;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.network.client.TransportClientBootstrap;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.crypto.AuthServerBootstrap;
import org.apache.spark.network.sasl.SecretKeyHolder;
import org.apache.spark.network.server.TransportServerBootstrap;
import org.apache.spark.network.util.TransportConf;

/**
 * The proof of ranks to each other that they belong to the job. Spark's bootstraps choose the protocol: AES key
 * exchange where {@code spark.network.crypto.enabled} is true, SASL otherwise.
 */
record Authentication(String user, SecretKeyHolder keys) {

    /** Returns the application's secret where Spark authenticates, the job's own where it does not. */
    static Authentication of(SparkConf conf, SecurityManager security, CollectiveSettings settings) {
        return security.isAuthenticationEnabled()
                ? new Authentication(conf.getAppId(), security)
                : new Authentication(settings.job(), new JobSecret(settings.job(), settings.secret()));
    }

    List<TransportServerBootstrap> server(TransportConf conf) {
        return List.of(
                new AuthServerBootstrap(conf, keys), (channel, authenticating) -> new StrangerCheck(authenticating));
    }

    List<TransportClientBootstrap> client(TransportConf conf) {
        return List.of(new AuthClientBootstrap(conf, user, keys));
    }

    private record JobSecret(String job, String secret) implements SecretKeyHolder {

        @Override
        public String getSaslUser(String user) {
            return job;
        }

        @Override
        public String getSecretKey(String user) {
            return secret;
        }
    }
}
