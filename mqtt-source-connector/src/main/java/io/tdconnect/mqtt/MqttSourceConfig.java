// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.tls.Tls;
import io.tdconnect.common.tls.TlsOptions;
import io.tdconnect.mqtt.message.TopicFilter;
import io.tdconnect.mqtt.payload.PayloadOptions;
import io.tdconnect.mqtt.payload.PayloadOptions.PayloadFormat;
import io.tdconnect.mqtt.payload.ProducerLimit;
import io.tdconnect.mqtt.receive.DeliveryOptions;
import io.tdconnect.mqtt.record.ErrorOptions;
import io.tdconnect.mqtt.record.RecordOptions;
import io.tdconnect.mqtt.session.ClientOptions;
import io.tdconnect.mqtt.session.ConnectionOptions;
import io.tdconnect.mqtt.session.ConnectionOptions.ProtocolVersion;
import io.tdconnect.mqtt.session.SubscriptionOptions;
import io.tdconnect.mqtt.sparkplug.SparkplugOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The configuration of {@link MqttSourceConnector} and of its tasks. */
public final class MqttSourceConfig extends AbstractConfig {
    /** Set by the connector for each task, not by users. */
    static final String TASK_ID = "task.id";

    /**
     * Filters of the task; set by the connector. Not {@link SubscriptionOptions#TOPICS}: the worker sets it to the
     * value of the connector in each task configuration.
     */
    static final String TASK_TOPICS = "task.topics";

    /** How many tasks there are; set by the connector. */
    static final String TASK_COUNT = "task.count";

    /** Filters of all tasks; set by the connector. */
    static final String CONNECTOR_TOPICS = "connector.topics";

    private static final String TASKS_MAX = "tasks.max";

    static final ConfigDef CONFIG_DEF = new Options()
            .add(ConnectionOptions::addTo)
            .add(TlsOptions::addTo)
            .add(ClientOptions::addTo)
            .add(SubscriptionOptions::addTo)
            .add(DeliveryOptions::addTo)
            .add(MqttSourceConfig::addRecords)
            .add(RetryOptions::addTo)
            .build();

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

    private static void addRecords(Options options) {
        RecordOptions.addTo(options.group("Records"));
        PayloadOptions.addTo(options, PayloadOptions.CHARSET, SparkplugOptions.RECORDS, SparkplugOptions.REBIRTH);
        ProducerLimit.addTo(options);
        SparkplugOptions.addTo(options);
        ErrorOptions.addTo(options);
    }

    ConnectionOptions connection() {
        return ConnectionOptions.from(this);
    }

    ClientOptions client() {
        return ClientOptions.from(this);
    }

    SubscriptionOptions subscription() {
        return SubscriptionOptions.from(this);
    }

    DeliveryOptions delivery() {
        return DeliveryOptions.from(this);
    }

    RecordOptions records() {
        return RecordOptions.from(this);
    }

    PayloadOptions payload() {
        return PayloadOptions.from(this);
    }

    SparkplugOptions sparkplug() {
        return SparkplugOptions.from(this);
    }

    ErrorOptions errors() {
        return ErrorOptions.from(this);
    }

    Retry retry() {
        return RetryOptions.from(this);
    }

    Tls tls() {
        return TlsOptions.from(this);
    }

    /** The filters of the task, or all filters if this is the configuration of the connector. */
    List<TopicFilter> filters() {
        Object ofTask = originals().get(TASK_TOPICS);
        return ofTask == null ? subscription().filters() : TopicFilter.parseList(ofTask.toString());
    }

    /** Filters of all tasks. */
    List<TopicFilter> filtersOfConnector() {
        Object all = originals().get(CONNECTOR_TOPICS);
        return all == null ? filters() : TopicFilter.parseList(all.toString());
    }

    /** The number of tasks that can read: one for Sparkplug B, whose data cannot be read without the births before it. */
    int tasks(int wanted) {
        return payload().format() == PayloadFormat.SPARKPLUG_B ? 1 : wanted;
    }

    /** Whether several tasks share the messages of each filter that can be shared. */
    boolean sharedSubscription() {
        Boolean chosen = subscription().shared();
        ProtocolVersion version = connection().version();
        return version != ProtocolVersion.V3_1 && (chosen == null ? version == ProtocolVersion.V5 : chosen);
    }

    /** Whether a subscription may be shared: by a $share filter of the user, or by several tasks. */
    boolean sharesMessages() {
        int tasks = tasks(number(TASKS_MAX, 1));
        return filters().stream()
                .anyMatch(filter -> filter.shared() || (tasks > 1 && sharedSubscription() && filter.shareable()));
    }

    /** Why the tasks share the messages, or why not. */
    String sharingReason() {
        ProtocolVersion version = connection().version();
        if (version == ProtocolVersion.V3_1) {
            return "MQTT 3.1 has no shared subscriptions";
        }
        Boolean chosen = subscription().shared();
        if (chosen != null) {
            return SubscriptionOptions.SHARED + "=" + chosen;
        }
        return version == ProtocolVersion.V5
                ? "shared subscriptions are part of MQTT 5"
                : "not every broker supports shared subscriptions with MQTT 3.1.1, and one without them"
                        + " would deliver nothing; for a broker that supports them set " + SubscriptionOptions.SHARED
                        + "=true";
    }

    /** Name of the share group, different for every connector. */
    String shareGroup() {
        return clientName().replaceAll("[/+#]", "_");
    }

    /** The client identifier of the task: the same for every start of it, and different for every other task. */
    String clientId() {
        return clientId(task());
    }

    /** The client identifier of a task of this connector. */
    String clientId(int task) {
        return clientName() + "-" + task;
    }

    /** A client identifier that no task has, for a short visit: the broker ends the connection of a task with the same one. */
    String visitorId() {
        return client().idPrefix() + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** The topics of the filters for a visitor, who would take messages away from the tasks in the group of a shared filter. */
    List<TopicFilter> visitorFilters() {
        return filters().stream()
                .map(filter -> new TopicFilter(filter.topics(), 0))
                .distinct()
                .toList();
    }

    private String clientName() {
        return client().idPrefix() + "-" + connector();
    }

    /** Name of the connector. */
    String connector() {
        return String.valueOf(originals().get("name"));
    }

    /** Number of the task, from 0. */
    int task() {
        return number(TASK_ID, 0);
    }

    /** How many tasks there are, 1 if this is the configuration of the connector. */
    int taskCount() {
        return number(TASK_COUNT, 1);
    }

    /** Whether this is the configuration of a task. */
    boolean isOfTask() {
        return originals().containsKey(TASK_COUNT);
    }

    /** How long a session keeps filters that moved to another task. */
    Duration handover() {
        return handover;
    }

    private int number(String option, int absent) {
        return Integer.parseInt(Objects.toString(originals().get(option), String.valueOf(absent))
                .trim());
    }
}
