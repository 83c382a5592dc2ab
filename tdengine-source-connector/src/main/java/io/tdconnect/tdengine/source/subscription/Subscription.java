// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.subscription;

import io.tdconnect.tdengine.source.message.InFlightMessage;
import io.tdconnect.tdengine.source.message.InFlightMessages;
import io.tdconnect.tdengine.source.message.MessageConverter;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.topic.KnownVgroups;
import io.tdconnect.tdengine.source.topic.ServerTopics;
import io.tdconnect.tdengine.source.topic.SubscriptionMetrics;
import io.tdconnect.tdengine.source.topic.TopicPlan;
import io.tdconnect.tdengine.source.topic.Vgroup;
import io.tdconnect.tdengine.source.topic.Vgroups;
import io.tdconnect.tdengine.tmq.TmqConsumer;
import io.tdconnect.tdengine.tmq.TmqMessage;
import io.tdconnect.tdengine.tmq.TmqSubscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of a task: subscribes to them and makes records of their messages. For use by one thread, except {@link #cut}. */
public final class Subscription implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Subscription.class);
    private static final Duration POLL_WAIT = Duration.ofMillis(500);

    private final Request request;
    private final SubscriptionOptions options;
    private final Server server;
    private final Vgroups vgroups;
    private final MessageConverter converter;
    private final SubscriptionMetrics metrics;
    private final InFlightMessages inFlightMessages = new InFlightMessages();
    private final ConsumerMaintenance maintenance;
    private volatile @Nullable TmqConsumer consumer;
    private @Nullable MessagePrefetcher prefetcher;
    private volatile @Nullable QueryClient filling;
    private long lastData;
    private long lastPoll;

    /**
     * What to subscribe to.
     *
     * @param plans the topics
     * @param subscription the request for them
     */
    public record Request(List<TopicPlan> plans, TmqSubscription subscription) {
        /** Copies the topics. */
        public Request {
            plans = List.copyOf(plans);
        }
    }

    /** Opens connections of each kind to a server. */
    public interface Server {
        TmqConsumer consumer() throws SQLException, InterruptedException;

        QueryClient queries() throws SQLException, InterruptedException;

        Connection statements() throws SQLException, InterruptedException;
    }

    /** Takes the records of a message. */
    @FunctionalInterface
    interface Output {
        void accept(List<SourceRecord> records) throws InterruptedException;
    }

    /** Does not connect yet. */
    public Subscription(
            Request request,
            SubscriptionOptions options,
            Server server,
            Vgroups vgroups,
            MessageConverter converter,
            SubscriptionMetrics metrics) {
        this.request = request;
        this.options = options;
        this.server = server;
        this.vgroups = vgroups;
        this.converter = converter;
        this.metrics = metrics;
        maintenance = new ConsumerMaintenance(request.subscription.topics(), vgroups, inFlightMessages, metrics);
        lastData = System.nanoTime();
    }

    /** Creates missing topics if it may, subscribes, and sets the positions of vgroups. */
    void open() throws SQLException, InterruptedException {
        KnownVgroups known;
        try (Connection connection = server.statements()) {
            Map<String, ServerTopics.Description> existing = ServerTopics.readAll(connection);
            if (options.topics().create()) {
                ServerTopics.createMissing(connection, request.plans, existing);
                existing = ServerTopics.readAll(connection);
            }
            converter.topics(existing);
            existing.keySet().retainAll(request.subscription.topics());
            known = options.start().snapshot()
                    ? KnownVgroups.of(vgroups, connection, existing)
                    : KnownVgroups.EVERYTHING;
            known.dropUnfinishedGroup(connection, request.subscription.group(), request.plans);
        }
        // A consumer with a snapshot cannot seek in the WAL and begins at the group's position, which another consumer
        // sets first.
        if (known.any()) {
            vgroups.subscribed(subscribed(request.subscription), request.subscription.topics());
        }
        if (!known.all()) {
            leave();
            vgroups.subscribedWithSnapshot(subscribed(request.subscription.withSnapshot()));
        }
        TmqConsumer opened = opened();
        prefetcher = new MessagePrefetcher(() -> opened.poll(POLL_WAIT));
        lastPoll = System.nanoTime();
        maintenance.checked();
    }

    private TmqConsumer subscribed(TmqSubscription subscription) throws SQLException, InterruptedException {
        TmqConsumer opened = server.consumer();
        consumer = opened;
        opened.subscribe(subscription);
        return opened;
    }

    private void leave() throws SQLException, InterruptedException {
        TmqConsumer open = consumer;
        if (open != null) {
            open.unsubscribe();
            open.close();
        }
    }

    /** Reads rows from the tables that the WAL has dropped since the last call, and hands over their records. */
    void fillGaps(Output output) throws SQLException, InterruptedException {
        for (Vgroups.Gap gap : vgroups.gaps()) {
            fillGap(gap, output);
            lastPoll = System.nanoTime();
            lastData = lastPoll;
        }
    }

    private void fillGap(Vgroups.Gap gap, Output output) throws SQLException, InterruptedException {
        ServerTopics.Description topic = converter.topic(gap.vgroup().topic());
        if (topic == null) {
            throw new SQLException("Topic not exist", null, SubscriptionFailureMessages.TOPIC_MISSING);
        }
        boolean any;
        try (QueryClient client = server.queries()) {
            filling = client;
            any = new GapFill(client, gap, topic, message -> output.accept(convert(message)))
                    .readRows(options.gap().lookback());
        } finally {
            filling = null;
        }
        vgroups.gapFilled(gap);
        if (!any && inFlightMessages.none(gap.vgroup())) {
            // No record carries the position.
            maintenance.commit(opened(), gap.vgroup(), gap.to());
        }
    }

    /**
     * The records of the next message; empty if no message came soon, or it has no records. The next message is
     * prefetched, except before a seek and before the filling of a gap, since it would be of an earlier position.
     */
    List<SourceRecord> next() throws SQLException, InterruptedException {
        MessagePrefetcher current = prefetcher();
        if (!current.underWay()) {
            maintenance.runDueWork(opened(), lastPoll);
            if (!vgroups.gaps().isEmpty()) {
                return List.of();
            }
            current.begin();
        }
        MessagePrefetcher.Polled polled = current.take();
        lastPoll = polled.at();
        if (polled.message().isEmpty() || !vgroups.accept(polled.message().get())) {
            return List.of();
        }
        lastData = lastPoll;
        if (!maintenance.due(lastPoll)) {
            current.begin();
        }
        return convert(polled.message().get());
    }

    /** Whether no data came within the timeout, and Kafka has all records. */
    boolean finished() {
        return System.nanoTime() - lastData >= nanos(options.timeout()) && inFlightMessages.none();
    }

    /** Closes the connections after a failure; positions are kept. */
    void drop() {
        TmqConsumer open = consumer;
        consumer = null;
        if (open != null) {
            open.close();
        }
        MessagePrefetcher current = prefetcher;
        prefetcher = null;
        if (current != null) {
            current.close();
        }
        converter.disconnect();
    }

    /** Makes requests fail on which another thread waits. */
    void cut() {
        TmqConsumer open = consumer;
        if (open != null) {
            open.close();
        }
        QueryClient queries = filling;
        if (queries != null) {
            queries.close();
        }
    }

    /** Commits positions, and gives the vgroups back. */
    @Override
    public void close() throws InterruptedException {
        TmqConsumer open = consumer;
        if (open != null) {
            try {
                MessagePrefetcher current = prefetcher;
                if (current != null) {
                    current.settle();
                }
                maintenance.commit(open);
                open.unsubscribe();
            } catch (SQLException e) {
                log.debug("The subscription could not be ended: {}", e.getMessage());
            } finally {
                drop();
            }
        }
    }

    private List<SourceRecord> convert(TmqMessage message) throws SQLException {
        Vgroup vgroup = Vgroup.of(message);
        boolean begun = message.begin() != TmqMessage.UNKNOWN;
        InFlightMessage inFlight =
                new InFlightMessage(vgroup, message.next(), begun ? vgroups.offset(vgroup, message.begin()) : null);
        List<SourceRecord> records = converter.convert(message, inFlight);
        vgroups.messageRead(message);
        metrics.messageRead(message.rows(), message.events().size());
        if (!records.isEmpty()) {
            inFlightMessages.track(inFlight);
            if (message.next() != TmqMessage.UNKNOWN) {
                int last = records.size() - 1;
                records.set(last, inFlight.withOffset(records.get(last), vgroups.offset(vgroup, message.next())));
            }
        }
        return records;
    }

    private TmqConsumer opened() {
        TmqConsumer open = consumer;
        if (open == null) {
            throw new IllegalStateException("Not subscribed");
        }
        return open;
    }

    private MessagePrefetcher prefetcher() {
        MessagePrefetcher current = prefetcher;
        if (current == null) {
            throw new IllegalStateException("Not subscribed");
        }
        return current;
    }

    private static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
