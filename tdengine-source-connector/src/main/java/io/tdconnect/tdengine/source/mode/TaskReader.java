// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.mode;

import io.tdconnect.common.metrics.Gauge;
import io.tdconnect.common.metrics.PartProgress;
import io.tdconnect.common.source.SourceProgress;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Reads the splits or topics of a task, on its own thread. */
public interface TaskReader extends SourceProgress, AutoCloseable {
    /** Starts reading. */
    void start();

    /**
     * The next batch, null if none comes in time.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if reading failed
     */
    @Nullable
    RecordBatch poll(Duration wait) throws InterruptedException;

    /** Kafka has this record, or will never get it; called by other threads, in any order. */
    default void delivered(SourceRecord record) {}

    /** The metrics in JMX. */
    List<Gauge> gauges();

    /** The progress of each table; null if tables have none. */
    default @Nullable PartProgress parts() {
        return null;
    }

    /** Stops reading; may be called by any thread, more than once. */
    @Override
    void close();
}
