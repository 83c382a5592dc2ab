// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.metrics.MetricsRegistration;
import io.tdconnect.common.retry.Retry;
import io.tdconnect.common.source.TaskIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.source.TransactionContext;
import org.jspecify.annotations.Nullable;

/** A source task between its start and its stop: reads splits, publishes metrics, ends transactions with windows. */
public final class WindowTask implements AutoCloseable {
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    private final TaskReader reader;
    private final ReadMetrics metrics;
    private final MetricsRegistration registration;
    private final @Nullable TransactionContext transactions;

    /**
     * What a task reads.
     *
     * @param type of the source in the names of metrics and threads, such as {@code influxdb-source}
     * @param partitions the source partition of each split, in the order in which splits are read
     * @param windows what is the same for all splits
     */
    public record Setup(
            String type,
            TaskIdentity identity,
            TaskReader.Server server,
            Map<TimeSplit, Map<String, String>> partitions,
            SplitReader.Windows windows,
            Retry retry) {}

    private WindowTask(
            TaskReader reader,
            ReadMetrics metrics,
            MetricsRegistration registration,
            @Nullable TransactionContext transactions) {
        this.reader = reader;
        this.metrics = metrics;
        this.registration = registration;
        this.transactions = transactions;
    }

    /**
     * Starts to read at the stored positions.
     *
     * @throws ConnectException if one cannot be used
     */
    public static WindowTask start(SourceTaskContext context, Setup setup) {
        ReadMetrics metrics = new ReadMetrics();
        SplitReader.Windows windows = setup.windows();
        TaskReader reader =
                new TaskReader(setup.type() + "-reader", setup.server(), windows.time(), setup.retry(), metrics);
        List<SplitReader> splits = new ArrayList<>();
        StoredPositions.of(context.offsetStorageReader(), setup.partitions(), windows.kind())
                .forEach((split, position) -> splits.add(new SplitReader(split, position, windows, reader::accept)));
        TaskIdentity identity = setup.identity();
        MetricsRegistration registration = MetricsRegistration.register(
                setup.type(), identity.connector(), identity.number(), metrics.gauges(), metrics.parts(), context);
        reader.start(splits);
        return new WindowTask(reader, metrics, registration, context.transactionContext());
    }

    /** The next records, null if none come in time. */
    public @Nullable List<SourceRecord> poll() throws InterruptedException {
        PointBatch batch = reader.poll(LONGEST_WAIT);
        if (batch == null) {
            return null;
        }
        if (transactions != null && batch.endOfWindow()) {
            transactions.commitTransaction();
        }
        return batch.records();
    }

    /** Whether the end is reached and everything is polled. */
    public boolean finished() {
        return reader.finished();
    }

    /** The share of the time until the end that is read, from 0 to 1; NaN without an end. */
    public double shareDone() {
        return reader.shareDone();
    }

    public ReadMetrics metrics() {
        return metrics;
    }

    @Override
    public void close() {
        reader.close();
        registration.close();
    }
}
