// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.tls.Tls;
import io.tdconnect.common.tls.TlsOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.jspecify.annotations.Nullable;

/** The configuration of {@link MqttSourceConnector} and of its tasks. */
public final class MqttSourceConfig extends AbstractConfig {
    static final String BROKER_URLS = "broker.urls";
    static final String PROTOCOL_VERSION = "protocol.version";
    static final String USER = "user";
    static final String PASSWORD = "password";
    static final String CLIENT_ID_PREFIX = "client.id.prefix";
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    static final String KEEP_ALIVE = "keep.alive.ms";
    static final String TOPICS = "topics";
    static final String CLEAN_SESSION = "clean.session";
    static final String SESSION_EXPIRY = "session.expiry.ms";
    static final String RECEIVE_MAXIMUM = "receive.maximum";
    static final String UNACKED_TIMEOUT = "unacked.timeout.ms";
    static final String BUFFER_CAPACITY = "buffer.capacity";
    static final String BUFFER_BYTES = "buffer.max.bytes";
    static final String BUFFER_POLICY = "buffer.policy";

    static final String RETAINED_MESSAGES = "retained.messages";
    static final String SHARED_SUBSCRIPTION = "shared.subscription";

    /** Set by the connector for each task, not by users. */
    static final String TASK_ID = "task.id";

    /**
     * Filters of the task; set by the connector. Not {@link #TOPICS}, which the worker sets to that of the connector in the
     * configuration of each task.
     */
    static final String TASK_TOPICS = "task.topics";

    /** How many tasks there are; set by the connector. */
    static final String TASK_COUNT = "task.count";

    /** Filters of all tasks; set by the connector. */
    static final String CONNECTOR_TOPICS = "connector.topics";

    private static final String TASKS_MAX = "tasks.max";

    static final ConfigDef CONFIG_DEF = MqttSourceOptions.define();

    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(30);

    private final Duration handover;

    MqttSourceConfig(Map<String, String> properties) {
        this(properties, Duration.ofSeconds(30));
    }

    /**
     * A configuration.
     *
     * @param handover how long a session keeps filters that moved to another task
     */
    MqttSourceConfig(Map<String, String> properties, Duration handover) {
        super(CONFIG_DEF, properties, false);
        this.handover = handover;
    }

    ProtocolVersion protocolVersion() {
        return ProtocolVersion.parse(getString(PROTOCOL_VERSION));
    }

    List<URI> brokers() {
        return getList(BROKER_URLS).stream().map(Brokers::parse).toList();
    }

    /** What the task subscribes to, or all filters if this is the configuration of the connector. */
    List<TopicFilter> filters() {
        Object ofTask = originals().get(TASK_TOPICS);
        return ofTask == null
                ? getList(TOPICS).stream().map(TopicFilter::parse).toList()
                : TopicFilter.parseList(ofTask.toString());
    }

    RecordSettings records() {
        return new RecordSettings(this);
    }

    /** Whether several tasks share the messages of each filter that can be shared. */
    boolean sharedSubscription() {
        Boolean chosen = getBoolean(SHARED_SUBSCRIPTION);
        return protocolVersion() != ProtocolVersion.V3_1
                && (chosen == null ? protocolVersion() == ProtocolVersion.V5 : chosen);
    }

    /** Whether there may be shared subscriptions: the users', or those of several tasks. */
    boolean sharesMessages() {
        int tasks = records().tasks(number(TASKS_MAX, 1));
        return filters().stream()
                .anyMatch(filter -> filter.shared() || (tasks > 1 && sharedSubscription() && filter.shareable()));
    }

    /** Why the tasks share the messages, or why not. */
    String sharingReason() {
        if (protocolVersion() == ProtocolVersion.V3_1) {
            return "MQTT 3.1 has no shared subscriptions";
        }
        Boolean chosen = getBoolean(SHARED_SUBSCRIPTION);
        if (chosen != null) {
            return SHARED_SUBSCRIPTION + "=" + chosen;
        }
        return protocolVersion() == ProtocolVersion.V5
                ? "shared subscriptions are part of MQTT 5"
                : "not every broker has shared subscriptions with MQTT 3.1.1, and one without them would deliver nothing;"
                        + " for one that has them set " + SHARED_SUBSCRIPTION + "=true";
    }

    /** Name of the share group of this connector and no other one. */
    String shareGroup() {
        return client().replaceAll("[/+#]", "_");
    }

    /** The same for every start of the same task, and for no other one. */
    String clientId() {
        return clientId(task());
    }

    private String clientId(int task) {
        return client() + "-" + task;
    }

    private String client() {
        return getString(CLIENT_ID_PREFIX) + "-" + connector();
    }

    /** Name of the connector. */
    String connector() {
        return String.valueOf(originals().get("name"));
    }

    /** Number of the task, from 0. */
    int task() {
        return number(TASK_ID, 0);
    }

    private int number(String option, int absent) {
        return Integer.parseInt(Objects.toString(originals().get(option), String.valueOf(absent))
                .trim());
    }

    Retry retry() {
        return RetryOptions.from(this);
    }

    Inbox inbox(Counters counters) {
        Duration keepAlive = millis(KEEP_ALIVE);
        Duration half = keepAlive.dividedBy(2);
        return new Inbox(
                getInt(BUFFER_CAPACITY),
                getLong(BUFFER_BYTES),
                EnumOption.parse(BufferPolicy.class, getString(BUFFER_POLICY)),
                keepAlive.isZero() || half.compareTo(LONGEST_BLOCK) > 0 ? LONGEST_BLOCK : half,
                counters);
    }

    /**
     * What this task reads.
     *
     * @param offset what Connect stored for the client, null if nothing
     */
    SessionPlan plan(@Nullable Map<String, Object> offset) {
        return plan(clientId(), filters(), offset);
    }

    /**
     * What tasks left behind at the broker when there were more of them; null where this task need not care.
     *
     * @param offsets what Connect stored for a client
     */
    LeftoverSessions.@Nullable Sessions leftovers(Function<String, @Nullable Map<String, Object>> offsets) {
        boolean kept = !getBoolean(CLEAN_SESSION) && protocolVersion() != ProtocolVersion.V3_1;
        return kept && task() == 0 && originals().containsKey(TASK_COUNT) ? new Leftovers(offsets) : null;
    }

    /** How many tasks there are. */
    int taskCount() {
        return number(TASK_COUNT, 1);
    }

    private SessionPlan plan(String clientId, List<TopicFilter> wanted, @Nullable Map<String, Object> offset) {
        Object all = originals().get(CONNECTOR_TOPICS);
        List<TopicFilter> ofConnector = all == null ? wanted : TopicFilter.parseList(all.toString());
        return new SessionPlan(
                clientId,
                brokers(),
                new Subscriptions(wanted, ofConnector, SourceOffset.topics(offset), shareGroup()),
                EnumOption.parse(RetainedPolicy.class, getString(RETAINED_MESSAGES)),
                protocolVersion() == ProtocolVersion.V5,
                millis(UNACKED_TIMEOUT),
                handover);
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
                getInt(RecordOptions.PAYLOAD_MAX_BYTES),
                usesTls() ? tls.context().getSocketFactory() : null,
                tls.hostnameVerification(),
                tls.certificate() != null || tls.keystore() != null);
    }

    private final class Leftovers implements LeftoverSessions.Sessions {
        private final Function<String, @Nullable Map<String, Object>> offsets;

        private Leftovers(Function<String, @Nullable Map<String, Object>> offsets) {
            this.offsets = offsets;
        }

        @Override
        public SessionPlan plan(int task) {
            return MqttSourceConfig.this.plan(clientId(task), List.of(), offsets.apply(clientId(task)));
        }

        @Override
        public MqttSession.Factory resuming(int task) {
            return connection().forClient(clientId(task)).sessions();
        }

        @Override
        public MqttSession.Factory ending(int task) {
            return connection()
                    .forCheck(clientId(task), millis(CONNECT_TIMEOUT))
                    .sessions();
        }
    }

    private Duration millis(String option) {
        return Duration.ofMillis(getLong(option));
    }
}
