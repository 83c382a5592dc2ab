// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** Makes the properties of a consumer from the options of a connector. */
final class ConsumerSettings {
    // Shorter than that of Kafka: the retries are those of the connector.
    private static final int API_TIMEOUT = 10_000;

    private ConsumerSettings() {}

    /** The properties of a consumer. */
    static Map<String, Object> of(ConnectionOptions options, String clientId) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol(options));
        LoginOptions login = options.login();
        if (login != null) {
            settings.put(SaslConfigs.SASL_MECHANISM, login.mechanism().saslName());
            settings.put(SaslConfigs.SASL_JAAS_CONFIG, login.jaas());
        }
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, API_TIMEOUT);
        settings.putAll(options.overrides());
        settings.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                options.servers().stream().map(ServerAddress::toString).toList());
        // Positions are those of Connect, or set by the connector; a position that is gone has to be noticed.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, options.readCommitted() ? "read_committed" : "read_uncommitted");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, options.fetchMaxWait());
        if (!options.group().isEmpty()) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, options.group());
        }
        if (options.tls() != null) {
            settings.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, TlsEngines.class);
            settings.put(TlsEngines.TLS, options.tls());
        }
        return settings;
    }

    /** The properties of a consumer that gives up in time for a check. */
    static Map<String, Object> within(Duration limit, Map<String, Object> settings) {
        Map<String, Object> shorter = new HashMap<>(settings);
        int millis = (int) Math.max(1, limit.toMillis());
        shorter.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        shorter.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        shorter.put(ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, (long) millis);
        shorter.put(ConsumerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, (long) millis);
        return shorter;
    }

    private static String protocol(ConnectionOptions options) {
        String transport = options.tls() == null ? "PLAINTEXT" : "SSL";
        return options.login() == null ? transport : "SASL_" + transport;
    }
}
