// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.source.TaskSplit;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.DurationText;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.tmq.TmqSubscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.connector.ConnectorContext;
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
        if (query && onGap() == GapPolicy.FILL) {
            problems.add(
                    SubscriptionOptions.ON_GAP,
                    "expected fail or continue, since " + SubscriptionOptions.TOPIC_QUERY
                            + " is set: the result of a query cannot be read again from tables");
        }
        try {
            startPositions();
        } catch (IllegalArgumentException e) {
            problems.add(SubscriptionOptions.START_POSITIONS, String.valueOf(e.getMessage()));
        }
        if (group().indexOf('`') >= 0) {
            problems.add(
                    SubscriptionOptions.GROUP,
                    "expected a group, since the name of the connector has a backtick, found none");
        }
        if (!database && !config.names(SelectionOptions.STABLES).isEmpty()) {
            problems.add(SelectionOptions.DATABASE, "expected the database of " + SelectionOptions.STABLES);
        }
    }

    @Override
    public void checkServer() throws OptionException, SQLException, InterruptedException {
        try (Connection connection = server().statements()) {
            check(connection);
        } catch (SQLException e) {
            if (e instanceof Version2Exception) {
                throw new OptionException(SelectionOptions.READ_MODE, String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private void check(Connection connection) throws OptionException, SQLException {
        Map<String, ServerTopics.Description> existing = ServerTopics.read(connection);
        for (TopicPlan plan : topics()) {
            ServerTopics.Description found = existing.get(plan.name());
            if (found != null) {
                checkFill(plan, found);
                continue;
            }
            if (!plan.own()) {
                throw new OptionException(
                        SubscriptionOptions.TOPICS,
                        "expected existing topics, found " + plan.name() + "; the server has "
                                + new TreeSet<>(existing.keySet()));
            }
            if (!config.getBoolean(SubscriptionOptions.TOPIC_CREATE)) {
                throw new OptionException(
                        SubscriptionOptions.TOPIC_CREATE,
                        "expected true, or an existing topic " + plan.name() + ", as made by " + plan.statement());
            }
            if (!config.database().isBlank()) {
                checkDatabase(connection);
            }
        }
        checkStart(connection, existing);
    }

    private void checkStart(Connection connection, Map<String, ServerTopics.Description> existing)
            throws OptionException, SQLException {
        Set<String> databases = new TreeSet<>();
        for (TopicPlan plan : topics()) {
            ServerTopics.Description topic = existing.get(plan.name());
            databases.add(topic == null ? config.database() : topic.database());
        }
        Set<Integer> started = new TreeSet<>(startPositions().keySet());
        // The database of a query is known when its topic is there.
        if (started.isEmpty() || databases.contains("")) {
            return;
        }
        Set<Integer> vgroups = ServerTopics.vgroups(connection, databases);
        started.removeAll(vgroups);
        if (!started.isEmpty()) {
            throw new OptionException(
                    SubscriptionOptions.START_POSITIONS,
                    "expected vgroups of " + String.join(", ", databases) + ", which has " + vgroups + ", found "
                            + started);
        }
    }

    private void checkFill(TopicPlan plan, ServerTopics.Description found) throws OptionException {
        String reason = found.unfillable();
        if (onGap() == GapPolicy.FILL && reason != null) {
            throw new OptionException(
                    SubscriptionOptions.ON_GAP,
                    "expected fail or continue, since the topic " + plan.name() + " " + reason
                            + ", so that its rows cannot be read again from tables");
        }
    }

    private void checkDatabase(Connection connection) throws OptionException, SQLException {
        OptionalLong retention = ServerTopics.walRetention(connection, config.database());
        if (retention.isEmpty()) {
            throw new OptionException(
                    SelectionOptions.DATABASE, "expected an existing database, found " + config.database());
        }
        if (retention.getAsLong() == 0) {
            throw new OptionException(
                    SelectionOptions.DATABASE,
                    "expected a database whose WAL_RETENTION_PERIOD is not 0, which keeps no WAL to subscribe to; create it"
                            + " with WAL_RETENTION_PERIOD 3600 or more");
        }
        for (String stable : config.names(SelectionOptions.STABLES)) {
            if (!ServerTopics.isStable(connection, config.database(), stable)) {
                throw new OptionException(SelectionOptions.STABLES, "expected existing supertables, found " + stable);
            }
        }
    }

    @Override
    public void start(ConnectorContext context) {}

    @Override
    public List<Map<String, String>> tasks(int max) {
        List<List<String>> groups =
                TaskSplit.split(topics().stream().map(TopicPlan::name).toList(), max);
        int copies = Math.max(1, Math.min(config.getInt(SubscriptionOptions.TASKS_PER_TOPIC), max / groups.size()));
        List<Map<String, String>> tasks = new ArrayList<>();
        for (List<String> group : groups) {
            for (int copy = 0; copy < copies; copy++) {
                tasks.add(Map.of(TASK_TOPICS, String.join("\n", group)));
            }
        }
        return tasks;
    }

    /** Rows can come twice by a task that takes over from another, by a snapshot, and by the filling of a gap. */
    @Override
    public ExactlyOnceSupport exactlyOnce() {
        boolean shared = config.getInt(SubscriptionOptions.TASKS_PER_TOPIC) > 1;
        return shared || config.getBoolean(SubscriptionOptions.SNAPSHOT) || onGap() == GapPolicy.FILL
                ? ExactlyOnceSupport.UNSUPPORTED
                : ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public void checkOffset(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        Position.check(partition, offset);
    }

    /** Without this the group's position would count in place of that of Kafka Connect. */
    @Override
    public void reset(Collection<Map<String, ?>> partitions) {
        List<TopicPlan> topics = topics().stream()
                .filter(plan ->
                        partitions.stream().anyMatch(partition -> plan.name().equals(partition.get(Position.TOPIC))))
                .toList();
        if (!topics.isEmpty()) {
            new TopicReset(TdengineConnections.from(config), group(), config.getBoolean(SubscriptionOptions.TOPIC_DROP))
                    .run(topics);
        }
    }

    @Override
    public Reader reader(SourceTaskContext context) {
        SubscriptionServer server = server();
        SubscriptionFigures figures = new SubscriptionFigures();
        boolean snapshot = config.getBoolean(SubscriptionOptions.SNAPSHOT);
        Subscription subscription = new Subscription(
                settings(snapshot),
                server,
                new Vgroups(context.offsetStorageReader(), startRule(), snapshot, figures),
                new MessageRecords(
                        RecordSettings.of(config), metadataTopic(), new TableCatalog(server.connections()), figures),
                figures);
        return new SubscriptionReader(subscription, RetryOptions.from(config), figures);
    }

    @Override
    public void close() {}

    private SubscriptionServer server() {
        return new SubscriptionServer(TdengineOptions.gateway(config), TdengineConnections.from(config));
    }

    private Subscription.Settings settings(boolean snapshot) {
        Set<String> ofTask =
                Set.of(config.originalsStrings().getOrDefault(TASK_TOPICS, "").split("\n", -1));
        List<TopicPlan> plans =
                topics().stream().filter(plan -> ofTask.contains(plan.name())).toList();
        TmqSubscription request = TmqSubscription.of(
                        group(), plans.stream().map(TopicPlan::name).toList())
                .withClientId(config.getString(SubscriptionOptions.CLIENT) + "_" + config.task())
                .from(from() == StartFrom.EARLIEST ? TmqSubscription.Start.EARLIEST : TmqSubscription.Start.LATEST);
        return new Subscription.Settings(
                plans,
                request,
                snapshot,
                timeout(config.getString(SubscriptionOptions.TIMEOUT)),
                config.getBoolean(SubscriptionOptions.TOPIC_CREATE),
                DurationText.parse(config.getString(SubscriptionOptions.GAP_LOOKBACK)));
    }

    private StartRule startRule() {
        return new StartRule(startPositions(), from(), onGap());
    }

    private Map<Integer, Long> startPositions() {
        return StartPositions.parse(config.names(SubscriptionOptions.START_POSITIONS));
    }

    private GapPolicy onGap() {
        return EnumOption.parse(GapPolicy.class, config.getString(SubscriptionOptions.ON_GAP));
    }

    private StartFrom from() {
        return EnumOption.parse(StartFrom.class, config.getString(SubscriptionOptions.FROM));
    }

    private String group() {
        String group = config.getString(SubscriptionOptions.GROUP);
        return group.isEmpty() ? "tdconnect_" + config.connector() : group;
    }

    private @Nullable Template metadataTopic() {
        String topic = config.getString(SubscriptionOptions.METADATA_TOPIC);
        return topic.isBlank() ? null : Template.parse(topic);
    }
}
