// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.TdengineOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects rows, writes them in batches, and knows which offsets may be committed.
 *
 * <p>After a passing fault it keeps the rows and pauses the partitions instead of waiting, so that the consumer stays in
 * its group. All methods are called by the thread of the task.
 */
final class RowDelivery implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RowDelivery.class);

    private final RowMapper mapper;
    private final TableWriter writer;
    private final BadRecords badRecords;
    private final DeliveryTiming timing;
    private final SinkTaskContext context;
    private final SourceOffsets offsets = new SourceOffsets();
    private final List<Row> rows = new ArrayList<>();
    private final List<BadRecord> unmapped = new ArrayList<>();
    private long oldestNanos;
    private long retryNanos;
    private boolean backingOff;
    private @Nullable ConnectException failure;

    RowDelivery(
            RowMapper mapper,
            TableWriter writer,
            BadRecords badRecords,
            DeliveryTiming timing,
            SinkTaskContext context) {
        this.mapper = mapper;
        this.writer = writer;
        this.badRecords = badRecords;
        this.timing = timing;
        this.context = context;
    }

    /**
     * Takes records, and writes what is due.
     *
     * @throws ConnectException if writing has failed for good
     */
    void put(Collection<SinkRecord> entries) {
        if (failure != null) {
            throw failure;
        }
        for (SinkRecord entry : entries) {
            accept(entry);
            if (rows.size() >= timing.batchRows() && !backingOff) {
                write();
            }
        }
        if (backingOff) {
            writeWhenPauseIsOver();
        } else if (isPending()) {
            long left = timing.linger().toNanos() - (timing.nanoTime().getAsLong() - oldestNanos);
            if (left <= 0) {
                write();
            } else {
                wakeAfter(Duration.ofNanos(left));
            }
        }
    }

    /**
     * Writes what has come, if the server is not known to be away.
     *
     * @param processed what the framework would commit
     * @return what may be committed
     */
    Map<TopicPartition, OffsetAndMetadata> written(Map<TopicPartition, OffsetAndMetadata> processed) {
        if (failure == null && !backingOff && isPending()) {
            try {
                write();
            } catch (ConnectException e) {
                // Thrown here it would only make the framework deliver the records again.
                failure = e;
            }
        }
        return isPending() ? offsets.written() : processed;
    }

    /** Forgets the records of partitions that belong to another task now. */
    void drop(Collection<TopicPartition> partitions) {
        Set<TopicPartition> dropped = Set.copyOf(partitions);
        rows.removeIf(row -> dropped.contains(partition(row.origin)));
        unmapped.removeIf(bad -> dropped.contains(partition(bad.entry())));
        offsets.drop(partitions);
    }

    @Override
    public void close() {
        writer.close();
    }

    private void accept(SinkRecord entry) {
        if (!isPending()) {
            oldestNanos = timing.nanoTime().getAsLong();
        }
        rows.addAll(mapper.map(entry, unmapped));
        offsets.received(entry);
    }

    private boolean isPending() {
        return !rows.isEmpty() || !unmapped.isEmpty();
    }

    private void write() {
        try {
            List<BadRecord> bad = writeOrRefresh();
            bad.addAll(0, unmapped);
            badRecords.report(bad);
        } catch (SQLException e) {
            retryLater(e);
            return;
        }
        rows.clear();
        unmapped.clear();
        offsets.allWritten();
        timing.retry().succeeded();
        if (backingOff) {
            backingOff = false;
            context.resume(context.assignment().toArray(TopicPartition[]::new));
            log.info("TDengine can be written again");
        }
    }

    private List<BadRecord> writeOrRefresh() throws SQLException {
        try {
            return writer.write(rows);
        } catch (SQLException e) {
            if (!isOutOfDate(TdengineErrors.classify(e))) {
                throw e;
            }
            log.info("The definition of a table has changed: {}", e.getMessage());
            writer.forgetTables();
            return writer.write(rows);
        }
    }

    private static boolean isOutOfDate(ErrorClass error) {
        return switch (error) {
            case DATABASE_MISSING, TABLE_MISSING, COLUMN_MISSING -> true;
            default -> false;
        };
    }

    private void retryLater(SQLException e) {
        ErrorClass error = TdengineErrors.classify(e);
        if (error != ErrorClass.RETRIABLE) {
            throw new ConnectException(advice(error) + e.getMessage(), e);
        }
        writer.reconnect();
        Duration pause = timing.retry().failed(e);
        log.warn("TDengine cannot be written now, next try in {} ms: {}", pause.toMillis(), e.getMessage());
        backingOff = true;
        retryNanos = timing.nanoTime().getAsLong() + pause.toNanos();
        pauseUntilRetry();
    }

    private void writeWhenPauseIsOver() {
        if (timing.nanoTime().getAsLong() - retryNanos >= 0) {
            write();
        } else {
            pauseUntilRetry();
        }
    }

    // Again with every put: a rebalance may have brought partitions that are not paused.
    private void pauseUntilRetry() {
        context.pause(context.assignment().toArray(TopicPartition[]::new));
        wakeAfter(Duration.ofNanos(retryNanos - timing.nanoTime().getAsLong()));
    }

    private void wakeAfter(Duration pause) {
        context.timeout(Math.max(1, pause.toMillis()));
    }

    private static TopicPartition partition(SinkRecord entry) {
        return new TopicPartition(entry.originalTopic(), entry.originalKafkaPartition());
    }

    private static String advice(ErrorClass error) {
        return switch (error) {
            case AUTHENTICATION ->
                "TDengine refuses the user; check " + TdengineOptions.USER + " and " + TdengineOptions.PASSWORD + ": ";
            case PERMISSION -> "The user of " + TdengineOptions.USER + " may not do this: ";
            default -> "TDengine refuses to write: ";
        };
    }
}
