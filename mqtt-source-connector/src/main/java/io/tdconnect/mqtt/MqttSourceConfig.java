// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.config.Choices;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.tls.Tls;
import io.tdconnect.common.tls.TlsOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The configuration of {@link MqttSourceConnector} and of its tasks. */
public final class MqttSourceConfig extends AbstractConfig {
    static final String BROKER_URLS = "broker.urls";
    static final String PROTOCOL_VERSION = "protocol.version";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String CLIENT_ID_PREFIX = "client.id.prefix";
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    static final String KEEP_ALIVE = "keep.alive.ms";
    static final String VALIDATE_CONNECTION = "validate.connection";
    static final String TOPICS = "topics";
    static final String CLEAN_SESSION = "clean.session";
    static final String SESSION_EXPIRY = "session.expiry.ms";
    static final String RECEIVE_MAXIMUM = "receive.maximum";
    static final String UNACKED_TIMEOUT = "unacked.timeout.ms";
    static final String BUFFER_CAPACITY = "buffer.capacity";
    static final String BUFFER_POLICY = "buffer.policy";

    /** Set by the connector for each task, not by users. */
    static final String TASK_ID = "task.id";

    static final ConfigDef CONFIG_DEF = MqttSourceOptions.define();

    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(30);

    MqttSourceConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties, false);
    }

    ProtocolVersion protocolVersion() {
        return ProtocolVersion.parse(getString(PROTOCOL_VERSION));
    }

    List<URI> brokers() {
        return getList(BROKER_URLS).stream().map(Brokers::parse).toList();
    }

    List<TopicFilter> filters() {
        return getList(TOPICS).stream().map(TopicFilter::parse).toList();
    }

    RecordSettings records() {
        return new RecordSettings(this);
    }

    boolean validateConnection() {
        return getBoolean(VALIDATE_CONNECTION);
    }

    /** The same for every start of the same task, and for no other one. */
    String clientId() {
        Map<String, Object> all = originals();
        String task = Objects.toString(all.get(TASK_ID), "0");
        return getString(CLIENT_ID_PREFIX) + "-" + all.get("name") + "-" + task;
    }

    Retry retry() {
        return RetryOptions.from(this);
    }

    Inbox inbox(Counters counters) {
        Duration keepAlive = millis(KEEP_ALIVE);
        Duration half = keepAlive.dividedBy(2);
        return new Inbox(
                getInt(BUFFER_CAPACITY),
                Choices.parse(BufferPolicy.class, getString(BUFFER_POLICY)),
                keepAlive.isZero() || half.compareTo(LONGEST_BLOCK) > 0 ? LONGEST_BLOCK : half,
                counters);
    }

    SessionPlan plan() {
        return new SessionPlan(clientId(), brokers(), filters(), millis(UNACKED_TIMEOUT));
    }

    Tls tls() {
        return TlsOptions.from(this);
    }

    /** Whether a broker is reached by TLS. */
    boolean usesTls() {
        return brokers().stream().anyMatch(Brokers::tls);
    }

    /**
     * How to connect.
     *
     * @throws org.apache.kafka.common.config.ConfigException on the TLS option whose certificate or key cannot be used
     */
    ConnectionSettings connection() {
        Tls tls = tls();
        return new ConnectionSettings(
                protocolVersion(),
                clientId(),
                getString(USER),
                getPassword(PASSWORD),
                millis(KEEP_ALIVE),
                getBoolean(CLEAN_SESSION),
                millis(SESSION_EXPIRY),
                millis(CONNECT_TIMEOUT),
                getInt(RECEIVE_MAXIMUM),
                usesTls() ? tls.context().getSocketFactory() : null,
                tls.hostnameVerification(),
                tls.certificate() != null || tls.keystore() != null);
    }

    private Duration millis(String option) {
        return Duration.ofMillis(getLong(option));
    }
}
