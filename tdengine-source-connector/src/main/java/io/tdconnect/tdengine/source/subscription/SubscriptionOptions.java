// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.subscription;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.DurationText;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.tdengine.source.topic.GapOptions;
import io.tdconnect.tdengine.source.topic.StartOptions;
import io.tdconnect.tdengine.source.topic.TopicOptions;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@link SelectionOptions.ReadMode#SUBSCRIPTION}.
 *
 * @param topics which topics are subscribed
 * @param group the consumer group
 * @param clientId name of the consumers, without the number of the task
 * @param start where vgroups begin
 * @param timeout without data after which the subscription ends
 * @param gap what happens to rows that the WAL no longer holds
 * @param metadataTopic template of the Kafka topic for metadata events; null to ignore them
 * @param tasksPerTopic how many tasks share a topic at most
 */
public record SubscriptionOptions(
        TopicOptions topics,
        String group,
        String clientId,
        StartOptions start,
        Duration timeout,
        GapOptions gap,
        @Nullable Template metadataTopic,
        int tasksPerTopic) {
    static final String GROUP = "group.id";
    static final String CLIENT = "client.id";
    static final String TIMEOUT = "timeout";
    public static final String METADATA_TOPIC = "metadata.topic";
    public static final String METADATA_EXISTING = "metadata.existing";
    static final String TASKS_PER_TOPIC = "tasks.per.topic";
    private static final String NEVER = "never";

    public static void addTo(Options options) {
        options.group("Subscription");
        TopicOptions.addTo(options);
        addConsumer(options);
        StartOptions.addTo(options);
        options.optional(
                        TIMEOUT,
                        Type.STRING,
                        NEVER,
                        "After how long without data the subscription ends, such as 10s, or never. The task then keeps"
                                + " running, but reads nothing more.")
                .validator(
                        Validators.parsed("never, or a duration such as 500ms, 10s, 5m", SubscriptionOptions::timeout));
        GapOptions.addTo(options);
        options.optional(
                        METADATA_TOPIC,
                        Type.STRING,
                        "",
                        "Kafka topic for changes of tables and deletions of rows, a template with {database} and {topic};"
                                + " empty to ignore them. TDengine sends them for topics WITH META, which the connector"
                                + " creates.")
                .validator(Validators.template())
                .dependents(METADATA_EXISTING)
                .optional(
                        METADATA_EXISTING,
                        Type.BOOLEAN,
                        false,
                        "Whether the first records, sent once, are metadata events that create the database and its tables as"
                                + " they are now, also those without rows. With read.mode=query these are the only metadata"
                                + " events. Needs TDengine 3.")
                .optional(
                        TASKS_PER_TOPIC,
                        Type.INT,
                        1,
                        "Most tasks that share the vgroups of a topic. With more than 1, rows are delivered at least once,"
                                + " but not exactly once.")
                .validator(Validators.between(1, 1_000))
                .importance(Importance.LOW);
    }

    private static void addConsumer(Options options) {
        options.optional(
                        GROUP,
                        Type.STRING,
                        "",
                        "Consumer group, by which the server shows how far the connector is; empty for tdconnect_ and the"
                                + " name of the connector. Positions are kept by Kafka Connect.")
                .validator(Validators.pattern(
                        "[^\\s:`]{0,190}", "up to 190 characters without blanks, colons and backticks"))
                .optional(
                        CLIENT,
                        Type.STRING,
                        "tdconnect",
                        "Name of the consumers in the server's monitoring; the number of the task is added.")
                .validator(Validators.pattern("\\S{1,180}", "up to 180 characters without blanks"))
                .importance(Importance.LOW);
    }

    public static SubscriptionOptions from(AbstractConfig config) {
        String group = config.getString(GROUP);
        String metadata = config.getString(METADATA_TOPIC);
        return new SubscriptionOptions(
                TopicOptions.from(config),
                group.isEmpty() ? "tdconnect_" + TaskIdentity.from(config).connector() : group,
                config.getString(CLIENT),
                StartOptions.from(config),
                timeout(config.getString(TIMEOUT)),
                GapOptions.from(config),
                metadata.isBlank() ? null : Template.parse(metadata),
                config.getInt(TASKS_PER_TOPIC));
    }

    /** How long to wait for data; a duration without an end for {@code never}. */
    private static Duration timeout(String text) {
        return text.trim().equalsIgnoreCase(NEVER) ? Duration.ofSeconds(Long.MAX_VALUE) : DurationText.parse(text);
    }
}
