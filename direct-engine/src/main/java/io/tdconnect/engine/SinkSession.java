// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import io.tdconnect.engine.errors.Backoff;
import io.tdconnect.engine.store.FailuresFile.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sink task from its start to its end, with the records that it has got and not confirmed yet. For one thread. */
final class SinkSession {
    private static final Logger log = LoggerFactory.getLogger(SinkSession.class);
    private static final long COMMIT_INTERVAL = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int SHARE_OF_COMMITS = 4;
    private static final int MOST_HELD = 5_000;

    private final int lane;
    private final SinkTask task;
    private final Map<String, String> config;
    private final Stages<SinkRecord> stages;
    private final FailurePolicy policy;
    private final SinkContext context;
    private final Map<TopicPartition, Flight> flights = new LinkedHashMap<>();
    private final List<SinkRecord> refused = new ArrayList<>();
    private final Backoff putBackoff = new Backoff();
    private final Backoff commitBackoff = new Backoff();
    private @Nullable Flight last;
    private long nextCommit = System.nanoTime();
    private boolean uncommitted;
    private long retryAt;

    /**
     * Does not start yet.
     *
     * @param lane partition of records without one, so that no two tasks share a partition
     * @param stages its own; are closed with it
     */
    SinkSession(
            int lane,
            SinkTask task,
            Map<String, String> config,
            Stages<SinkRecord> stages,
            FailurePolicy policy,
            PluginMetrics metrics) {
        this.lane = lane;
        this.task = task;
        this.config = config;
        this.stages = stages;
        this.policy = policy;
        context = new SinkContext(config, policy.tolerant() ? this::report : null, metrics);
    }

    void start() {
        task.initialize(context);
        task.start(config);
    }

    /**
     * Hands records over, after those that were held back.
     *
     * @return after how many milliseconds the records that the task has refused are tried again; 0 if it has taken all
     */
    long deliver(List<Delivery> incoming) {
        context.takeRewinds().forEach(this::rewind);
        for (Delivery delivery : incoming) {
            flight(delivery).held.add(delivery);
        }
        long pause = TimeUnit.NANOSECONDS.toMillis(retryAt - System.nanoTime());
        if (!refused.isEmpty() && pause > 0) {
            return pause;
        }
        if (refused.isEmpty()) {
            List<Flight> ready = new ArrayList<>();
            for (Flight flight : flights.values()) {
                if (!flight.held.isEmpty() && !context.isPaused(flight.partition)) {
                    ready.add(flight);
                }
            }
            ready.forEach(flight -> refused.addAll(flight.handOver(this::transformed)));
        }
        return put();
    }

    private @Nullable SinkRecord transformed(Delivery delivery, TopicPartition partition) {
        SinkRecord made = stages.apply(
                delivery.message(partition),
                (stage, failure) ->
                        policy.failed(stage, delivery.message(partition), delivery.offset, delivery.place, failure));
        if (made == null && !delivery.dropped) {
            delivery.dropped = true;
            policy.counters().dropped.increment();
        }
        return made;
    }

    /** Also without records, since some tasks work only in put. */
    private long put() {
        try {
            task.put(List.copyOf(refused));
        } catch (RetriableException e) {
            long asked = context.takeTimeout();
            long pause = asked > 0 ? asked : putBackoff.next();
            retryAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
            policy.counters().retries.increment();
            log.warn("The sink asks for another try, in {} ms: {}", pause, e.getMessage());
            return pause;
        }
        refused.clear();
        putBackoff.succeeded();
        for (Flight flight : flights.values()) {
            uncommitted |= flight.taken();
        }
        return 0;
    }

    private Flight flight(Delivery delivery) {
        String topic = delivery.content.topic();
        Integer number = delivery.content.kafkaPartition();
        int partition = number == null ? lane : number;
        Flight found = last;
        if (found == null
                || found.partition.partition() != partition
                || !found.partition.topic().equals(topic)) {
            TopicPartition wanted = new TopicPartition(topic, partition);
            found = flights.get(wanted);
            if (found == null) {
                found = new Flight(wanted, delivery.offset);
                flights.put(wanted, found);
                context.assign(wanted);
                task.open(Set.of(wanted));
                // It may have asked for a position.
                context.takeRewinds().forEach(this::rewind);
            }
            last = found;
        }
        return found;
    }

    private void rewind(TopicPartition partition, long offset) {
        Flight flight = flights.get(partition);
        if (flight != null && !flight.rewind(offset)) {
            log.warn(
                    "The sink asks for the records of {} from {}, but those before {} are confirmed and not kept",
                    partition,
                    offset,
                    flight.first());
        }
        refused.removeIf(message -> message.originalTopic().equals(partition.topic())
                && message.originalKafkaPartition() == partition.partition()
                && message.originalKafkaOffset() >= offset);
    }

    boolean commitDue() {
        return context.takeCommitRequest() || (uncommitted && System.nanoTime() - nextCommit >= 0);
    }

    /** Asks the task how far it is, and confirms that. */
    void commit() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> reached = new HashMap<>();
        flights.forEach((partition, flight) -> reached.put(partition, new OffsetAndMetadata(flight.next)));
        try {
            Map<TopicPartition, OffsetAndMetadata> done = task.preCommit(reached);
            policy.sync();
            if (done != null) {
                confirm(done);
            }
            commitBackoff.succeeded();
        } catch (RuntimeException e) {
            // As on a worker: the records come again.
            long pause = commitBackoff.next();
            policy.counters().retries.increment();
            log.error("The sink failed to say how far it is; it gets the records again, in {} ms", pause, e);
            flights.forEach((partition, flight) -> rewind(partition, flight.first()));
            nextCommit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pause);
            return;
        }
        uncommitted = flights.values().stream().anyMatch(Flight::unconfirmed);
        long end = System.nanoTime();
        nextCommit = end + Math.max(COMMIT_INTERVAL, SHARE_OF_COMMITS * (end - start));
    }

    private void confirm(Map<TopicPartition, OffsetAndMetadata> done) throws IOException, InterruptedException {
        for (Map.Entry<TopicPartition, OffsetAndMetadata> one : done.entrySet()) {
            Flight flight = flights.get(one.getKey());
            if (flight == null || one.getValue() == null) {
                continue;
            }
            long offset = one.getValue().offset();
            if (offset > flight.next) {
                log.warn(
                        "The sink confirms {} up to {}, but has got it up to {} only",
                        one.getKey(),
                        offset,
                        flight.next);
                continue;
            }
            policy.counters().written.add(flight.confirm(offset));
        }
    }

    private Future<Void> report(SinkRecord failed, Throwable reason) {
        Flight flight = flights.get(new TopicPartition(failed.originalTopic(), failed.originalKafkaPartition()));
        Place place = flight == null ? new Place(null, null) : flight.place(failed.originalKafkaOffset());
        policy.failed("sink", failed, failed.originalKafkaOffset(), place, reason);
        return CompletableFuture.completedFuture(null);
    }

    /** Whether it can be given more: not while it has paused what it has got, or has refused it. */
    boolean canTake() {
        return refused.isEmpty() && (!context.pausesAny() || held() < MOST_HELD);
    }

    private int held() {
        return flights.values().stream().mapToInt(flight -> flight.held.size()).sum();
    }

    /** How long it may be left alone, in milliseconds. */
    long longestWait(long limit) {
        long wait = limit;
        long asked = context.takeTimeout();
        if (asked >= 0) {
            wait = Math.min(wait, asked);
        }
        if (uncommitted) {
            wait = Math.min(wait, TimeUnit.NANOSECONDS.toMillis(nextCommit - System.nanoTime()) + 1);
        }
        return Math.max(1, wait);
    }

    /** Whether everything that it has got is confirmed. */
    boolean isEmpty() {
        return flights.values().stream().noneMatch(Flight::busy);
    }

    /** How many records are held or not confirmed. */
    int size() {
        return flights.values().stream().mapToInt(Flight::size).sum();
    }

    /** When the oldest of these came, by {@link System#nanoTime}; now without one. */
    long oldestNanos() {
        return flights.values().stream().mapToLong(Flight::oldestNanos).min().orElseGet(System::nanoTime);
    }

    /** The records that are not confirmed, for another session. */
    List<Delivery> takeBack() {
        List<Delivery> all = new ArrayList<>();
        flights.values().forEach(flight -> all.addAll(flight.takeBack()));
        all.sort(Comparator.comparingLong(delivery -> delivery.offset));
        return all;
    }

    /** Ends the task. */
    void close() {
        try {
            task.close(context.assignment());
        } catch (RuntimeException e) {
            log.warn("The sink task failed to close its partitions", e);
        }
        try {
            task.stop();
        } catch (RuntimeException e) {
            log.warn("The sink task failed to stop", e);
        }
        stages.close();
    }
}
