// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.streams.config.StateOptions;
import io.tdconnect.streams.config.WindowColumn;
import io.tdconnect.streams.message.PipelineMetrics;
import io.tdconnect.streams.output.RowCodec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Combines the rows of a subtable in each time window into one row.
 *
 * <p>Each subtable has its own time, that of its newest row. So a device with a wrong clock does not close the windows of
 * other devices, and no window closes too early after the pipeline was stopped.
 */
final class Downsampling implements StateStep {
    static final String STORE = "windows";

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final long size;
    private final long grace;
    private final long idle;
    private final List<WindowColumn> columns;
    private final WindowRows rows;
    private final RowCodec codec = new RowCodec();
    private final PipelineMetrics metrics;
    private @Nullable KeyValueStore<Bytes, byte[]> store;
    private @Nullable ProcessorContext<?, ?> context;
    private Consumer<StateRow> next = row -> {};

    Downsampling(StateOptions.Downsampling options, PipelineMetrics metrics) {
        size = options.window();
        grace = options.grace();
        idle = options.idle();
        columns = options.columns();
        rows = new WindowRows(columns);
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<?, ?> newContext, Consumer<StateRow> newNext) {
        context = newContext;
        store = newContext.getStateStore(STORE);
        next = newNext;
        if (idle > 0) {
            Duration pause =
                    Duration.ofMillis(idle).compareTo(LONGEST_PAUSE) < 0 ? Duration.ofMillis(idle) : LONGEST_PAUSE;
            newContext.schedule(pause, PunctuationType.WALL_CLOCK_TIME, this::writeIdle);
        }
    }

    @Override
    public void process(StateRow row) {
        KeyValueStore<Bytes, byte[]> all = store;
        if (all == null || context == null) {
            throw new IllegalStateException("init must be called first");
        }
        Bytes key = Bytes.wrap(row.key());
        OpenWindows open = OpenWindows.read(all, key);
        long time = row.time().toEpochMilli();
        long start = Math.floorDiv(time, size) * size;
        if (open.isLate(start)) {
            metrics.addLate();
            return;
        }
        addToWindow(row, start, open.at(start, time, context.currentSystemTimeMs()));
        writeWindows(row.key(), open, open.newest() - grace);
        all.put(key, open.encode());
    }

    private void addToWindow(StateRow row, long start, Window window) {
        long time = Duration.between(Instant.ofEpochMilli(start), row.time()).toNanos();
        columns.forEach(column -> requireNumber(row, column));
        columns.stream().map(WindowColumn::field).distinct().forEach(field -> {
            Object value = FieldPath.child(row.value(), field);
            if (value != null) {
                BigDecimal number = decimal(value);
                boolean plain = number != null || value instanceof Boolean;
                window.field(field).add(plain ? value : value.toString(), number, time);
            }
        });
        window.keep(time, codec.encode(row.routed()), row);
    }

    private static void requireNumber(StateRow row, WindowColumn column) {
        Object value = FieldPath.child(row.value(), column.field());
        if (value != null && column.function().calculates() && decimal(value) == null) {
            throw StateRow.problem("field " + column.field() + ": expected a number for "
                    + StateOptions.DOWNSAMPLE_COLUMNS + ", found a value of class "
                    + value.getClass().getSimpleName());
        }
    }

    private static @Nullable BigDecimal decimal(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue())
                ? new BigDecimal(value.toString())
                : null;
    }

    /** Writes the windows that end at this time or before. */
    private void writeWindows(byte[] key, OpenWindows open, long end) {
        for (Map.Entry<Long, Window> entry : open.removeUntil(end, size).entrySet()) {
            Window window = entry.getValue();
            StateRow newest = StateRow.of(key, window.newest(codec), window.messageTime());
            next.accept(rows.of(entry.getKey(), window, newest));
        }
    }

    private void writeIdle(long now) {
        KeyValueStore<Bytes, byte[]> all = store;
        List<KeyValue<Bytes, OpenWindows>> due = new ArrayList<>();
        if (all == null) {
            return;
        }
        try (KeyValueIterator<Bytes, byte[]> entries = all.all()) {
            entries.forEachRemaining(entry -> {
                OpenWindows open = OpenWindows.decode(entry.value);
                if (open.isIdle(now, idle)) {
                    due.add(KeyValue.pair(entry.key, open));
                }
            });
        }
        due.forEach(entry -> {
            writeWindows(entry.key.get(), entry.value, entry.value.lastEnd(size));
            all.put(entry.key, entry.value.encode());
        });
    }
}
