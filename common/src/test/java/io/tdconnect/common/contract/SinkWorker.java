// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/** The worker from the view of a sink task: with assigned and paused partitions, and without plugin metrics. */
public class SinkWorker implements SinkTaskContext {
    public final Set<TopicPartition> assignment;
    public final Set<TopicPartition> paused = new HashSet<>();
    public final List<SinkRecord> deadLetters = new ArrayList<>();
    public boolean deadLetterQueue;
    /** Milliseconds until the next put, as the task asked for; -1 if it did not. */
    public long timeout = -1;

    /** @param deadLetterQueue whether there is one */
    public SinkWorker(boolean deadLetterQueue, TopicPartition... assignment) {
        this.deadLetterQueue = deadLetterQueue;
        this.assignment = new LinkedHashSet<>(List.of(assignment));
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {}

    @Override
    public void offset(TopicPartition partition, long offset) {}

    @Override
    public void timeout(long millis) {
        timeout = millis;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return assignment;
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        paused.removeAll(List.of(partitions));
    }

    @Override
    public void requestCommit() {}

    @Override
    public @Nullable ErrantRecordReporter errantRecordReporter() {
        return deadLetterQueue
                ? (entry, error) -> {
                    report(entry, error);
                    return CompletableFuture.completedFuture(null);
                }
                : null;
    }

    /** Takes a record that the task refuses. */
    protected void report(SinkRecord entry, Throwable error) {
        deadLetters.add(entry);
    }

    @Override
    public PluginMetrics pluginMetrics() {
        throw new UnsupportedOperationException("no metrics here");
    }
}
