// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.run;

import io.tdconnect.engine.queue.DiskQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The queue on disk alone, with messages of meters.
 *
 * @param appended records per second, of which the disk has all (fsync) after each batch
 * @param read records per second, confirmed after each batch
 */
record QueueSpeed(double appended, double read) {
    /** Records of a batch, after which the engine would acknowledge them to the source. */
    static final int BATCH = 1_000;

    private static final long BYTES = 10L << 30;

    static QueueSpeed measure(Path folder, int records) throws IOException, InterruptedException {
        List<SourceRecord> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            batch.add(message(i));
        }
        int batches = Math.max(1, records / BATCH);
        long count = (long) batches * BATCH;
        try (DiskQueue queue = DiskQueue.open(folder, DiskQueue.Limits.of(BYTES))) {
            long start = System.nanoTime();
            for (int i = 0; i < batches; i++) {
                queue.add(batch);
                queue.sync();
            }
            double appended = count * 1e9 / (System.nanoTime() - start);
            start = System.nanoTime();
            for (long seen = 0; seen < count; ) {
                List<DiskQueue.Entry> entries = queue.read(BATCH, 1_000);
                if (entries.isEmpty()) {
                    throw new IllegalStateException("The queue has returned " + seen + " of " + count + " records");
                }
                seen += entries.size();
                queue.confirm(entries.get(entries.size() - 1).number() + 1);
            }
            return new QueueSpeed(appended, count * 1e9 / (System.nanoTime() - start));
        }
    }

    private static SourceRecord message(int index) {
        return new SourceRecord(
                Map.of("topic", "meters"),
                Map.of("id", (long) index),
                "meters",
                null,
                Schema.STRING_SCHEMA,
                "meters/" + index % MeterMessages.METERS,
                Schema.BYTES_SCHEMA,
                MeterMessages.message(index),
                MeterMessages.FIRST + index);
    }
}
