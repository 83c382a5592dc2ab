// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.common.contract.SinkWorker;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** A backup task driven as a worker does. */
final class SinkRun implements AutoCloseable {
    static final TopicPartition PARTITION = new TopicPartition("power-rows", 0);

    final BackupSinkTask task = new BackupSinkTask();
    final List<SinkRecord> refused;
    private long offset;

    SinkRun(Path directory, String... namesAndValues) {
        this(directory, true, namesAndValues);
    }

    SinkRun(Path directory, boolean deadLetters, String... namesAndValues) {
        Map<String, String> config =
                new HashMap<>(Map.of("name", "backup", "directory", directory.toString(), "database", "power"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            config.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        SinkWorker worker = new SinkWorker(deadLetters, PARTITION);
        refused = worker.deadLetters;
        task.initialize(worker);
        task.start(config);
    }

    /** Puts rows of a table as one record. */
    SinkRun put(String stable, String table, String tags, Struct... rows) {
        task.put(List.of(row(stable, table, tags, List.of(rows))));
        return this;
    }

    SinkRecord row(@Nullable String stable, @Nullable String table, String tags, Object value) {
        ConnectHeaders headers = new ConnectHeaders();
        if (stable != null) {
            headers.addString("td.stable", stable);
        }
        if (table != null) {
            headers.addString("td.table", table);
        }
        if (!tags.isEmpty()) {
            headers.addString("td.tags", tags);
        }
        headers.addString("td.timestamp", "ts");
        return new SinkRecord(
                PARTITION.topic(), 0, Schema.STRING_SCHEMA, table, null, value, offset++, null, null, headers);
    }

    /** Puts a metadata event. */
    SinkRun event(String type, String json) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("td.metadata", type);
        task.put(List.of(new SinkRecord(
                PARTITION.topic(), 0, Schema.STRING_SCHEMA, "power", null, json, offset++, null, null, headers)));
        return this;
    }

    /** Commits, and returns whether the offsets were committed. */
    boolean commit() {
        return !task.preCommit(Map.of(PARTITION, new OffsetAndMetadata(offset))).isEmpty();
    }

    @Override
    public void close() {
        task.stop();
    }
}
