// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tdconnect.streams.message.PipelineMetrics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.WindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Drops a row if a row of the same subtable and timestamp arrived within a window.
 *
 * <p>The store contains which row that was: if the same row is read again after a crash, it passes, since it may not have
 * been written before.
 */
final class Deduplication implements StateStep {
    static final String STORE = "seen-rows";

    private final long window;
    private final PipelineMetrics metrics;
    private @Nullable WindowStore<Bytes, byte[]> store;
    private Consumer<StateRow> next = row -> {};

    /**
     * A step.
     *
     * @param window in ms of the times of messages
     */
    Deduplication(long window, PipelineMetrics metrics) {
        this.window = window;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<?, ?> context, Consumer<StateRow> newNext) {
        store = context.getStateStore(STORE);
        next = newNext;
    }

    @Override
    public void process(StateRow row) {
        WindowStore<Bytes, byte[]> seen = store;
        if (seen == null) {
            throw new IllegalStateException("init must be called first");
        }
        Bytes key = key(row);
        byte[] origin = row.routed().origin().text().getBytes(UTF_8);
        long time = row.messageTime();
        try (WindowStoreIterator<byte[]> earlier = seen.fetch(key, Math.max(0, time - window), time + window)) {
            boolean known = false;
            boolean same = false;
            while (earlier.hasNext()) {
                known = true;
                same |= Arrays.equals(earlier.next().value, origin);
            }
            if (known && !same) {
                metrics.addDuplicate();
                return;
            }
            if (!known) {
                seen.put(key, origin, time);
            }
        }
        next.accept(row);
    }

    private static Bytes key(StateRow row) {
        Instant time = row.time();
        return Bytes.wrap(ByteBuffer.allocate(row.key().length + Long.BYTES + Integer.BYTES)
                .put(row.key())
                .putLong(time.getEpochSecond())
                .putInt(time.getNano())
                .array());
    }
}
