// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.OptionProblem;
import io.tdconnect.common.source.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** Reading by subscription. */
final class SubscriptionMode implements SourceMode {
    /** Names of the topics of a task, one a line; not {@code topics}, which workers know from sinks. */
    static final String TASK_TOPICS = "task.topics";

    private final TdengineSourceConfig config;

    SubscriptionMode(TdengineSourceConfig config) {
        this.config = config;
    }

    /** How long to wait for data; a duration of no end for {@code never}. */
    static Duration timeout(String text) {
        return text.trim().equalsIgnoreCase(SubscriptionOptions.NEVER)
                ? Duration.ofSeconds(Long.MAX_VALUE)
                : DurationText.parse(text);
    }

    /** All topics that the configuration names or describes. */
    List<TopicPlan> topics() {
        List<TopicPlan> plans = new ArrayList<>();
        config.names(SubscriptionOptions.TOPICS).forEach(name -> plans.add(TopicPlan.existing(name)));
        String query = config.getString(SubscriptionOptions.TOPIC_QUERY);
        List<String> stables = config.names(SelectionOptions.STABLES);
        if (!plans.isEmpty()) {
            return plans;
        }
        if (!query.isBlank()) {
            plans.add(TopicPlan.ofQuery(query));
        } else if (stables.isEmpty()) {
            plans.add(TopicPlan.ofDatabase(config.database()));
        } else {
            stables.forEach(stable -> plans.add(TopicPlan.ofStable(config.database(), stable)));
        }
        return plans;
    }

    @Override
    public void check(ConfigProblems problems) {
        boolean topics = !config.names(SubscriptionOptions.TOPICS).isEmpty();
        boolean query = !config.getString(SubscriptionOptions.TOPIC_QUERY).isBlank();
        boolean database = !config.database().isBlank();
        if ((topics ? 1 : 0) + (query ? 1 : 0) + (database ? 1 : 0) != 1) {
            problems.add(
                    SubscriptionOptions.TOPICS,
                    "expected one of " + SubscriptionOptions.TOPICS + ", " + SelectionOptions.DATABASE + " and "
                            + SubscriptionOptions.TOPIC_QUERY + ", found "
                            + (topics || query || database ? "several" : "none"));
        }
        if (!database && !config.names(SelectionOptions.STABLES).isEmpty()) {
            problems.add(SelectionOptions.DATABASE, "expected the database of " + SelectionOptions.STABLES);
        }
    }

    @Override
    public void check(Connection connection) throws OptionProblem, SQLException {}

    @Override
    public void start(ConnectorContext context) {}

    @Override
    public List<Map<String, String>> tasks(int max) {
        List<List<String>> groups =
                Work.split(topics().stream().map(TopicPlan::name).toList(), max);
        int copies = Math.max(1, Math.min(config.getInt(SubscriptionOptions.TASKS_PER_TOPIC), max / groups.size()));
        List<Map<String, String>> tasks = new ArrayList<>();
        for (List<String> group : groups) {
            for (int copy = 0; copy < copies; copy++) {
                tasks.add(Map.of(TASK_TOPICS, String.join("\n", group)));
            }
        }
        return tasks;
    }

    /** Tasks that share a topic can read a message twice when one takes over from another, as can a snapshot. */
    @Override
    public ExactlyOnceSupport exactlyOnce() {
        boolean shared = config.getInt(SubscriptionOptions.TASKS_PER_TOPIC) > 1;
        return shared || config.getBoolean(SubscriptionOptions.SNAPSHOT)
                ? ExactlyOnceSupport.UNSUPPORTED
                : ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public void checkOffset(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        Position.check(partition, offset);
    }

    @Override
    public Reader reader(SourceTaskContext context) {
        throw new ConnectException("Reading by subscription is not there yet");
    }

    @Override
    public void close() {}
}
