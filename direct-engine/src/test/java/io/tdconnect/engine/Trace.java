// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** What the connectors of a test do and have done; found by the name of the task, since the engine creates the connectors. */
final class Trace {
    private static final Map<String, Trace> ALL = new ConcurrentHashMap<>();

    /** How many records the source has. */
    volatile long count = 100;
    /** Whether the source ends after these. */
    volatile boolean ends = true;

    volatile int partitions = 1;
    volatile int batch = 10;
    volatile int tasks = 1;
    /** Before each put. */
    volatile Consumer<Collection<SinkRecord>> onPut = records -> {};
    /** What the sink confirms. */
    volatile UnaryOperator<Map<TopicPartition, OffsetAndMetadata>> onPreCommit = reached -> reached;

    volatile Consumer<SourceRecord> onAcknowledge = done -> {};
    volatile @Nullable SinkTaskContext sinkContext;
    volatile @Nullable Runnable requestReconfiguration;
    volatile Map<String, String> sinkConfig = Map.of();

    final List<Object> written = Collections.synchronizedList(new ArrayList<>());
    final List<SinkRecord> put = Collections.synchronizedList(new ArrayList<>());
    final List<SourceRecord> acknowledged = Collections.synchronizedList(new ArrayList<>());
    final List<SourceRecord> droppedBeforeSink = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger polled = new AtomicInteger();
    final AtomicInteger stored = new AtomicInteger();
    final AtomicInteger sinkStarts = new AtomicInteger();
    final AtomicInteger stopped = new AtomicInteger();

    static Trace of(String name) {
        return ALL.computeIfAbsent(name, added -> new Trace());
    }

    /** Forgets what was done, as a new process would. */
    static Trace restart(String name) {
        ALL.remove(name);
        return of(name);
    }
}
