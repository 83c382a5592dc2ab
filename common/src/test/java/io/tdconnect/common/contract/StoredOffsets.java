// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.jspecify.annotations.Nullable;

/** The worker from the view of a source task: with stored offsets, and without plugin metrics. */
public final class StoredOffsets implements SourceTaskContext, OffsetStorageReader {
    private final Map<String, String> configs;
    private final Function<Map<String, ?>, @Nullable Map<String, ?>> stored;

    private StoredOffsets(Map<String, String> configs, Function<Map<String, ?>, @Nullable Map<String, ?>> stored) {
        this.configs = configs;
        this.stored = stored;
    }

    /** Offsets from a map by partition, which may change. */
    public static StoredOffsets of(Map<String, String> configs, Map<Map<String, ?>, Map<String, ?>> offsets) {
        return new StoredOffsets(configs, offsets::get);
    }

    /** The same offset for every partition; null for no offset. */
    public static StoredOffsets ofEvery(@Nullable Map<String, Object> offset) {
        return new StoredOffsets(Map.of(), partition -> offset);
    }

    @Override
    public Map<String, String> configs() {
        return configs;
    }

    @Override
    public OffsetStorageReader offsetStorageReader() {
        return this;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException("no metrics here");
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable Map<String, Object> offset(Map<String, T> partition) {
        return (Map<String, Object>) stored.apply(partition);
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
        Map<Map<String, T>, Map<String, Object>> found = new HashMap<>();
        partitions.forEach(partition -> found.put(partition, offset(partition)));
        return found;
    }
}
