// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.mode;

import io.tdconnect.common.metrics.Gauge;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Reads what a task has to read, on a thread of its own. */
public interface TaskReader extends AutoCloseable {
    /** Begins to read. */
    void start();

    /**
     * The next batch, null if there is none in time.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if reading failed
     */
    @Nullable
    RecordBatch poll(Duration wait) throws InterruptedException;

    /** Kafka has this record, or will never get it; called by another thread, and in no certain order. */
    default void delivered(SourceRecord record) {}

    /** The metrics that operators see. */
    List<Gauge> gauges();

    /** Stops reading; may be called by any thread, more than once. */
    @Override
    void close();
}
