// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** The engine from the view of a sink task. What the task asks for is kept until the engine takes it. */
final class SinkContext implements SinkTaskContext {
    private final Map<String, String> config;
    private final @Nullable ErrantRecordReporter reporter;
    private final PluginMetrics metrics;
    private final Set<TopicPartition> assignment = ConcurrentHashMap.newKeySet();
    private final Set<TopicPartition> paused = ConcurrentHashMap.newKeySet();
    private final Map<TopicPartition, Long> rewinds = new HashMap<>();
    private long timeout = -1;
    private volatile boolean commitRequested;

    /** @param reporter null if failures are not tolerated */
    SinkContext(Map<String, String> config, @Nullable ErrantRecordReporter reporter, PluginMetrics metrics) {
        this.config = config;
        this.reporter = reporter;
        this.metrics = metrics;
    }

    @Override
    public Map<String, String> configs() {
        return config;
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        offsets.forEach(this::offset);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        synchronized (rewinds) {
            rewinds.put(partition, offset);
        }
    }

    Map<TopicPartition, Long> takeRewinds() {
        synchronized (rewinds) {
            if (rewinds.isEmpty()) {
                return Map.of();
            }
            Map<TopicPartition, Long> taken = Map.copyOf(rewinds);
            rewinds.clear();
            return taken;
        }
    }

    @Override
    public synchronized void timeout(long timeoutMs) {
        timeout = timeoutMs;
    }

    /** After how many milliseconds the task wants to be called again; -1 if it does not say. */
    synchronized long takeTimeout() {
        long taken = timeout;
        timeout = -1;
        return taken;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return Collections.unmodifiableSet(assignment);
    }

    void assign(TopicPartition partition) {
        assignment.add(partition);
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        List.of(partitions).forEach(paused::remove);
    }

    boolean isPaused(TopicPartition partition) {
        return paused.contains(partition);
    }

    boolean pausesAny() {
        return !paused.isEmpty();
    }

    @Override
    public void requestCommit() {
        commitRequested = true;
    }

    boolean takeCommitRequest() {
        boolean requested = commitRequested;
        commitRequested = false;
        return requested;
    }

    @Override
    public @Nullable ErrantRecordReporter errantRecordReporter() {
        return reporter;
    }

    @Override
    public PluginMetrics pluginMetrics() {
        return metrics;
    }
}
