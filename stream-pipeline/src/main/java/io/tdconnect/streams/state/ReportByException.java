// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import io.tdconnect.common.record.FieldPath;
import io.tdconnect.streams.config.Deadbands;
import io.tdconnect.streams.message.PipelineMetrics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Drops a row if no value has left its deadband since the last row of the subtable that passed.
 *
 * <p>A row that is not newer than that row passes: it cannot be compared with a later one, and after a crash it may not have
 * been written.
 */
final class ReportByException implements StateStep {
    static final String STORE = "reported-values";

    private final Deadbands deadbands;
    private final @Nullable Duration heartbeat;
    private final PipelineMetrics metrics;
    private @Nullable KeyValueStore<Bytes, byte[]> store;
    private Consumer<StateRow> next = row -> {};

    /**
     * A step.
     *
     * @param heartbeat after which a row passes, in ms of the timestamps of rows; 0 for never
     */
    ReportByException(Deadbands deadbands, long heartbeat, PipelineMetrics metrics) {
        this.deadbands = deadbands;
        this.heartbeat = heartbeat == 0 ? null : Duration.ofMillis(heartbeat);
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<?, ?> context, Consumer<StateRow> newNext) {
        store = context.getStateStore(STORE);
        next = newNext;
    }

    @Override
    public void process(StateRow row) {
        KeyValueStore<Bytes, byte[]> reported = store;
        if (reported == null) {
            throw new IllegalStateException("init must be called first");
        }
        Bytes key = Bytes.wrap(row.key());
        byte[] bytes = reported.get(key);
        ReportedValues last = bytes == null ? null : ReportedValues.decode(bytes);
        if (last != null && !row.time().isAfter(last.time())) {
            next.accept(row);
            return;
        }
        Map<String, @Nullable Object> values = values(row);
        if (last != null && !due(row, last) && !moved(last.values(), values)) {
            metrics.addWithinDeadband();
            return;
        }
        reported.put(key, new ReportedValues(row.time(), values).encode());
        next.accept(row);
    }

    private boolean due(StateRow row, ReportedValues last) {
        return heartbeat != null && !row.time().isBefore(last.time().plus(heartbeat));
    }

    private boolean moved(Map<String, @Nullable Object> before, Map<String, @Nullable Object> now) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(now.keySet());
        return names.stream().anyMatch(name -> {
            Deadbands.Deadband deadband = deadbands.of(name);
            return deadband != null && Deadbands.moved(deadband, before.get(name), now.get(name));
        });
    }

    private Map<String, @Nullable Object> values(StateRow row) {
        Set<String> tags = row.tags();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : names(row.value())) {
            boolean value = !tags.contains(name) && !name.equals(row.timestampField());
            if (deadbands.ofFields().containsKey(name) || (value && deadbands.ofOthers() != null)) {
                values.put(name, plain(FieldPath.child(row.value(), name)));
            }
        }
        return values;
    }

    private static Iterable<String> names(Object row) {
        return row instanceof Struct struct
                ? struct.schema().fields().stream().map(field -> field.name()).toList()
                : ((Map<?, ?>) row).keySet().stream().map(String::valueOf).toList();
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }
}
