// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.subscription;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.common.source.TaskIdentity;
import io.tdconnect.common.source.TaskSplit;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.driver.TdengineConnections;
import io.tdconnect.tdengine.source.message.MessageConverter;
import io.tdconnect.tdengine.source.message.TableCatalog;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.tdengine.source.mode.SourceMode;
import io.tdconnect.tdengine.source.mode.TaskReader;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.server.Version2Exception;
import io.tdconnect.tdengine.source.topic.GapOptions;
import io.tdconnect.tdengine.source.topic.ServerTopics;
import io.tdconnect.tdengine.source.topic.StartOptions;
import io.tdconnect.tdengine.source.topic.StartRule;
import io.tdconnect.tdengine.source.topic.SubscriptionMetrics;
import io.tdconnect.tdengine.source.topic.TopicOptions;
import io.tdconnect.tdengine.source.topic.TopicPlan;
import io.tdconnect.tdengine.source.topic.TopicReset;
import io.tdconnect.tdengine.source.topic.Vgroup;
import io.tdconnect.tdengine.source.topic.Vgroups;
import io.tdconnect.tdengine.source.topic.WalPosition;
import io.tdconnect.tdengine.tmq.TmqSubscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.connector.ConnectorContext;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.jspecify.annotations.Nullable;

/** Reading by subscription. */
public final class SubscriptionMode implements SourceMode {
    /** Names of the topics of a task, one a line; not {@code topics}, which workers know from sinks. */
    static final String TASK_TOPICS = "task.topics";

    private final AbstractConfig config;
    private final SelectionOptions selection;
    private final SubscriptionOptions options;

    public SubscriptionMode(AbstractConfig config) {
        this.config = config;
        selection = SelectionOptions.from(config);
        options = SubscriptionOptions.from(config);
    }

    /** All topics that the configuration names or describes. */
    List<TopicPlan> topics() {
        List<TopicPlan> plans = new ArrayList<>();
        options.topics().topics().forEach(name -> plans.add(TopicPlan.existing(name)));
        String query = options.topics().query();
        List<String> stables = selection.stables();
        if (!plans.isEmpty()) {
            return plans;
        }
        if (!query.isBlank()) {
            plans.add(TopicPlan.ofQuery(query));
        } else if (stables.isEmpty()) {
            plans.add(TopicPlan.ofDatabase(selection.database()));
        } else {
            stables.forEach(stable -> plans.add(TopicPlan.ofStable(selection.database(), stable)));
        }
        return plans;
    }

    @Override
    public void check(ConfigProblems problems) {
        boolean topics = !options.topics().topics().isEmpty();
        boolean query = !options.topics().query().isBlank();
        boolean database = !selection.database().isBlank();
        if ((topics ? 1 : 0) + (query ? 1 : 0) + (database ? 1 : 0) != 1) {
            problems.add(
                    TopicOptions.TOPICS,
                    "expected one of " + TopicOptions.TOPICS + ", " + SelectionOptions.DATABASE + " and "
                            + TopicOptions.TOPIC_QUERY + ", found "
                            + (topics || query || database ? "several" : "none"));
        }
        if (query && options.gap().policy() == GapOptions.GapPolicy.FILL) {
            problems.add(
                    GapOptions.ON_GAP,
                    "expected fail or continue, since " + TopicOptions.TOPIC_QUERY
                            + " is set: the result of a query cannot be read again from tables");
        }
        try {
            startPositions();
        } catch (IllegalArgumentException e) {
            problems.add(StartOptions.START_POSITIONS, String.valueOf(e.getMessage()));
        }
        if (options.group().indexOf('`') >= 0) {
            problems.add(
                    SubscriptionOptions.GROUP,
                    "expected a group, since the name of the connector has a backtick, found none");
        }
        if (!database && !selection.stables().isEmpty()) {
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
        Map<String, ServerTopics.Description> existing = ServerTopics.readAll(connection);
        for (TopicPlan plan : topics()) {
            ServerTopics.Description found = existing.get(plan.name());
            if (found != null) {
                checkFill(plan, found);
                continue;
            }
            if (!plan.own()) {
                throw new OptionException(
                        TopicOptions.TOPICS,
                        "expected existing topics, found " + plan.name() + "; the server has "
                                + new TreeSet<>(existing.keySet()));
            }
            if (!options.topics().create()) {
                throw new OptionException(
                        TopicOptions.TOPIC_CREATE,
                        "expected true, or an existing topic " + plan.name() + ", as made by " + plan.statement());
            }
            if (!selection.database().isBlank()) {
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
            databases.add(topic == null ? selection.database() : topic.database());
        }
        Set<Integer> started = new TreeSet<>(startPositions().keySet());
        // The database of a query is known only after its topic was created.
        if (started.isEmpty() || databases.contains("")) {
            return;
        }
        Set<Integer> vgroups = ServerTopics.vgroups(connection, databases);
        started.removeAll(vgroups);
        if (!started.isEmpty()) {
            throw new OptionException(
                    StartOptions.START_POSITIONS,
                    "expected vgroups of " + String.join(", ", databases) + ", which has " + vgroups + ", found "
                            + started);
        }
    }

    private void checkFill(TopicPlan plan, ServerTopics.Description found) throws OptionException {
        String reason = found.unfillable();
        if (options.gap().policy() == GapOptions.GapPolicy.FILL && reason != null) {
            throw new OptionException(
                    GapOptions.ON_GAP,
                    "expected fail or continue, since the topic " + plan.name() + " " + reason
                            + ", so that its rows cannot be read again from tables");
        }
    }

    private void checkDatabase(Connection connection) throws OptionException, SQLException {
        OptionalLong retention = ServerTopics.walRetention(connection, selection.database());
        if (retention.isEmpty()) {
            throw new OptionException(
                    SelectionOptions.DATABASE, "expected an existing database, found " + selection.database());
        }
        if (retention.getAsLong() == 0) {
            throw new OptionException(
                    SelectionOptions.DATABASE,
                    "expected a database whose WAL_RETENTION_PERIOD is not 0, which keeps no WAL to subscribe to; create it"
                            + " with WAL_RETENTION_PERIOD 3600 or more");
        }
        for (String stable : selection.stables()) {
            if (!ServerTopics.isStable(connection, selection.database(), stable)) {
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
        int copies = Math.max(1, Math.min(options.tasksPerTopic(), max / groups.size()));
        List<Map<String, String>> tasks = new ArrayList<>();
        for (List<String> group : groups) {
            for (int copy = 0; copy < copies; copy++) {
                tasks.add(Map.of(TASK_TOPICS, String.join("\n", group)));
            }
        }
        return tasks;
    }

    /** Rows can come twice when a task takes over from another, with a snapshot, and when a gap is filled. */
    @Override
    public ExactlyOnceSupport exactlyOnce() {
        boolean shared = options.tasksPerTopic() > 1;
        return shared || options.start().snapshot() || options.gap().policy() == GapOptions.GapPolicy.FILL
                ? ExactlyOnceSupport.UNSUPPORTED
                : ExactlyOnceSupport.SUPPORTED;
    }

    @Override
    public void checkOffset(Map<String, ?> partition, @Nullable Map<String, ?> offset) {
        Vgroup.checkPartition(partition);
        if (offset != null) {
            WalPosition.of(offset);
        }
    }

    /** Otherwise the group's position would replace the one of Kafka Connect. */
    @Override
    public void reset(Collection<Map<String, ?>> partitions) {
        List<TopicPlan> topics = topics().stream()
                .filter(plan ->
                        partitions.stream().anyMatch(partition -> plan.name().equals(partition.get(Vgroup.TOPIC))))
                .toList();
        if (!topics.isEmpty()) {
            new TopicReset(
                            TdengineConnections.from(config),
                            options.group(),
                            options.topics().dropOnReset())
                    .resetTopics(topics);
        }
    }

    @Override
    public TaskReader reader(SourceTaskContext context) {
        SubscriptionServer server = server();
        SubscriptionMetrics metrics = new SubscriptionMetrics();
        boolean snapshot = options.start().snapshot();
        Subscription subscription = new Subscription(
                request(),
                options,
                server,
                new Vgroups(context.offsetStorageReader(), startRule(), snapshot, metrics),
                new MessageConverter(
                        RecordOptions.from(config),
                        options.metadataTopic(),
                        new TableCatalog(server.connections()),
                        metrics),
                metrics);
        return new SubscriptionReader(subscription, RetryOptions.from(config), metrics);
    }

    @Override
    public void close() {}

    private SubscriptionServer server() {
        return new SubscriptionServer(TdengineOptions.gateway(config), TdengineConnections.from(config));
    }

    private Subscription.Request request() {
        Set<String> ofTask =
                Set.of(config.originalsStrings().getOrDefault(TASK_TOPICS, "").split("\n", -1));
        List<TopicPlan> plans =
                topics().stream().filter(plan -> ofTask.contains(plan.name())).toList();
        TmqSubscription subscription = TmqSubscription.of(
                        options.group(), plans.stream().map(TopicPlan::name).toList())
                .withClientId(
                        options.clientId() + "_" + TaskIdentity.from(config).number())
                .from(
                        options.start().from() == StartOptions.StartFrom.EARLIEST
                                ? TmqSubscription.Start.EARLIEST
                                : TmqSubscription.Start.LATEST);
        return new Subscription.Request(plans, subscription);
    }

    private StartRule startRule() {
        return new StartRule(
                startPositions(), options.start().from(), options.gap().policy());
    }

    private Map<Integer, Long> startPositions() {
        return options.start().positionOfVgroup();
    }
}
