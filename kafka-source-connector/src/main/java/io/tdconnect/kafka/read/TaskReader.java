// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.ReadLoop;
import io.tdconnect.kafka.client.ClusterConsumer;
import io.tdconnect.kafka.client.ClusterException;
import io.tdconnect.kafka.client.PositionsGoneException;
import io.tdconnect.kafka.record.RecordConverter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the partitions of a task. */
public final class TaskReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskReader.class);
    private static final Duration LONGEST_POLL = Duration.ofMillis(500);
    private static final long LONGEST_SILENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long SLOW_ANSWER = Duration.ofSeconds(1).toNanos();
    private static final long COMMIT_INTERVAL = TimeUnit.SECONDS.toNanos(5);

    private final Connector connector;
    private final StartRule start;
    private final RangeOptions range;
    private final RecordConverter converter;
    private final Progress progress;
    private final ReadMetrics metrics;
    private final ReadLoop<List<SourceRecord>> loop;
    private final Map<TopicPartition, Map<String, Object>> sources = new HashMap<>();

    private volatile @Nullable ClusterConsumer consumer;
    private volatile @Nullable Thread owner;
    private long lastRecord;
    private long lastAnswer;
    private long lastCommit;

    /** Makes the consumer of a task. */
    @FunctionalInterface
    public interface Connector {
        ClusterConsumer connect() throws ClusterException;
    }

    /**
     * What is known and shown about the progress of a task.
     *
     * @param since when the connector was first started, to be stored with positions; null if that does not matter
     * @param deliveries for the group
     */
    public record Progress(@Nullable Long since, Deliveries deliveries, ReadMetrics metrics) {}

    /** Does not start yet. */
    public TaskReader(
            Connector connector,
            StartRule start,
            RangeOptions range,
            RecordConverter converter,
            Progress progress,
            Retry retry) {
        this.connector = connector;
        this.start = start;
        this.range = range;
        this.converter = converter;
        this.progress = progress;
        metrics = progress.metrics();
        loop = new ReadLoop<>("kafka-source-reader", this::round, this::recover, this::disconnect, retry);
    }

    public void start() {
        metrics.assigned(start.partitions().size());
        loop.start();
    }

    /** The next records, null if none come in time. */
    public @Nullable List<SourceRecord> poll(Duration wait) throws InterruptedException {
        return loop.poll(wait);
    }

    /** Whether everything is read and polled. */
    public boolean finished() {
        return loop.finished();
    }

    @Override
    public void close() {
        loop.close();
        ClusterConsumer current = consumer;
        consumer = null;
        if (current != null) {
            current.close();
        }
    }

    /** Reads once; returns whether everything is read. */
    private boolean round() throws InterruptedException {
        loop.attempt(this::connect);
        ClusterConsumer current = consumer;
        if (current == null) {
            return false;
        }
        boolean[] done = {false};
        loop.attempt(() -> done[0] = read(current));
        if (done[0]) {
            log.info("Everything is read: no record came for {} ({})", range.timeout(), RangeOptions.TIMEOUT);
        }
        return done[0];
    }

    private void connect() throws ClusterException, InterruptedException {
        if (consumer != null) {
            return;
        }
        ClusterConsumer opened = connector.connect();
        boolean ready = false;
        try {
            opened.assign(start.partitions().stream()
                    .map(AssignedPartition::partition)
                    .toList());
            Map<TopicPartition, Long> positions = start.positions(opened);
            positions.forEach(opened::seek);
            ready = true;
            log.info("Reading {} partitions from {}", positions.size(), positions);
        } finally {
            if (!ready) {
                opened.close();
            }
        }
        owner = Thread.currentThread();
        consumer = opened;
        lastRecord = System.nanoTime();
        lastAnswer = lastRecord;
        lastCommit = lastRecord;
    }

    private boolean read(ClusterConsumer current) throws ClusterException, InterruptedException {
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = current.poll(wait(range.timeout()));
        } catch (PositionsGoneException e) {
            skipGap(current, e);
            return false;
        }
        commit(current);
        long now = System.nanoTime();
        if (!records.isEmpty()) {
            handOver(records, current.clusterId());
            lag(current, knownLag(current));
            lastRecord = System.nanoTime();
            lastAnswer = lastRecord;
            return false;
        }
        Duration timeout = range.timeout();
        boolean silent = timeout != null && now - lastRecord >= timeout.toNanos();
        // A consumer reports no broker that is away: it only returns nothing.
        if (now - lastAnswer >= (silent ? LONGEST_POLL.toNanos() : LONGEST_SILENCE)) {
            long left = lag(current);
            lag(current, left);
            lastAnswer = System.nanoTime();
            if (lastAnswer - now > SLOW_ANSWER) {
                // The brokers were away, and so were those who write to them.
                lastRecord = lastAnswer;
                return false;
            }
            return silent && left == 0;
        }
        return false;
    }

    private static Duration wait(@Nullable Duration timeout) {
        return timeout == null || timeout.compareTo(LONGEST_POLL) > 0 ? LONGEST_POLL : timeout;
    }

    private void handOver(ConsumerRecords<byte[], byte[]> records, String cluster) throws InterruptedException {
        List<SourceRecord> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> read : records) {
            TopicPartition partition = new TopicPartition(read.topic(), read.partition());
            SourceRecord made = converter.convert(
                    read,
                    cluster,
                    sources.computeIfAbsent(partition, AssignedPartition::source),
                    StoredPosition.after(read.offset(), progress.since()).toMap());
            metrics.addRecord(partition, read.serializedKeySize(), read.serializedValueSize());
            if (made == null) {
                metrics.addTooLarge();
                log.warn("Left out a record that is too large: {} offset {}", partition, read.offset());
            } else {
                batch.add(made);
            }
        }
        if (!batch.isEmpty()) {
            loop.handOver(batch);
        }
    }

    private void skipGap(ClusterConsumer current, PositionsGoneException gone)
            throws ClusterException, InterruptedException {
        Map<TopicPartition, Long> begins = current.begins(gone.positions().keySet());
        for (Map.Entry<TopicPartition, Long> entry : gone.positions().entrySet()) {
            long position = entry.getValue();
            long begin = begins.getOrDefault(entry.getKey(), 0L);
            long missing = Math.max(0, begin - position);
            String found = "The next record of " + entry.getKey() + " would have offset " + position
                    + ", but the first one that is left has offset " + begin
                    + (missing > 0
                            ? ": the retention of the topic has deleted up to " + missing + " records in between"
                            : ", and the end is before it: the topic was created anew, or the broker has lost its end");
            if (range.onGap() == RangeOptions.GapPolicy.FAIL) {
                throw new ConnectException(found + ". Set " + RangeOptions.ON_GAP
                        + "=continue to go on there, or set the offset of the connector");
            }
            metrics.addGap(missing);
            log.warn("{}; going on there, since {}=continue", found, RangeOptions.ON_GAP);
            current.seek(entry.getKey(), begin);
        }
    }

    private void lag(ClusterConsumer current, long left) {
        metrics.lag(left);
        metrics.lags(start.partitions(), partition -> current.lag(partition).orElse(0));
    }

    /** What the last answers of the brokers told. */
    private long knownLag(ClusterConsumer current) {
        long left = 0;
        for (AssignedPartition each : start.partitions()) {
            left += current.lag(each.partition()).orElse(0);
        }
        return left;
    }

    /** Asks the brokers what is left; partitions of topics that no longer exist have nothing. */
    private long lag(ClusterConsumer current) throws ClusterException, InterruptedException {
        List<String> topics = start.partitions().stream()
                .map(each -> each.partition().topic())
                .distinct()
                .toList();
        List<TopicPartition> existing = new ArrayList<>();
        current.partitions(topics).forEach(found -> {
            TopicPartition partition = new TopicPartition(found.topic(), found.partition());
            if (start.partitions().stream().anyMatch(each -> each.partition().equals(partition))) {
                existing.add(partition);
            }
        });
        if (existing.size() < start.partitions().size()) {
            log.warn(
                    "{} of {} partitions no longer exist; the connector gives the task others when it notices",
                    start.partitions().size() - existing.size(),
                    start.partitions().size());
        }
        long left = 0;
        for (Map.Entry<TopicPartition, Long> end : current.ends(existing).entrySet()) {
            left += Math.max(0, end.getValue() - current.position(end.getKey()));
        }
        return left;
    }

    private void commit(ClusterConsumer current) throws InterruptedException {
        if (!start.group() || System.nanoTime() - lastCommit < COMMIT_INTERVAL) {
            return;
        }
        lastCommit = System.nanoTime();
        try {
            Map<TopicPartition, Long> positions = progress.deliveries().take();
            if (!positions.isEmpty()) {
                current.commit(positions);
            }
        } catch (ClusterException e) {
            log.warn("The group does not show the progress of this connector: {}", e.getMessage());
        }
    }

    private Duration recover(Exception failure) {
        metrics.addFailure();
        // Silence counts from when the cluster answers again.
        lastRecord = System.nanoTime();
        if (failure instanceof ClusterException answered && !answered.passing()) {
            throw new ConnectException(answered.getMessage() + "; check the option " + answered.option(), failure);
        }
        return Duration.ZERO;
    }

    /** Wakes the thread that reads; it does not close the consumer itself, since an interruption would disturb that. */
    private void disconnect() {
        ClusterConsumer current = consumer;
        if (current != null && Thread.currentThread() != owner) {
            current.end();
        }
    }
}
