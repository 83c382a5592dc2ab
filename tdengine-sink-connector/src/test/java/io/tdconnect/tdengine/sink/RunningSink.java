// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static org.awaitility.Awaitility.await;

import io.tdconnect.tdengine.sink.config.TextOptions.ValueFormat;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** A started sink task on a server, with a fake worker. */
public final class RunningSink implements AutoCloseable {
    public final FakeSinkContext context = new FakeSinkContext();
    private final TdengineSinkTask task = new TdengineSinkTask();
    private long offset;

    public RunningSink(TdengineServer server, String database, String... namesAndValues) {
        this(config(server, database), namesAndValues);
    }

    /** A sink for schemaless text, without options that have no effect for text. */
    static RunningSink ofText(TdengineServer server, String database, ValueFormat format, String... namesAndValues) {
        Map<String, String> config = config(server, database);
        config.keySet().removeAll(List.of("stable", "table", "tags"));
        config.put("value.format", format.name().toLowerCase(Locale.ROOT));
        return new RunningSink(config, namesAndValues);
    }

    /** A sink with these options only. */
    static RunningSink of(Map<String, String> config, String... namesAndValues) {
        return new RunningSink(config, namesAndValues);
    }

    private RunningSink(Map<String, String> config, String... namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            config.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        task.initialize(context);
        task.start(config);
    }

    static Map<String, String> config(TdengineServer server, String database) {
        Map<String, String> config = new HashMap<>();
        config.put("connection.url", "jdbc:TAOS-WS://" + server.host() + ":" + server.port());
        config.put("connection.user", server.user());
        config.put("connection.password", server.password());
        config.put("database", database);
        config.put("stable", "meters");
        config.put("table", "d{id}");
        config.put("tags", "groupid,location");
        config.put("retry.backoff.ms", "10");
        config.put("retry.backoff.max.ms", "200");
        config.put("retry.timeout.ms", "30000");
        return config;
    }

    /** Puts one record for each value. */
    public void put(Object... values) {
        List<SinkRecord> records =
                Arrays.stream(values).map(value -> Records.of(offset++, value)).toList();
        task.put(records);
    }

    /** Puts these records. */
    public void putRecords(SinkRecord... records) {
        task.put(List.of(records));
    }

    /** Puts records of any topics. */
    public void putRecords(List<SinkRecord> records) {
        task.put(records);
    }

    /** Waits, like a worker without further records, until the records up to these offsets are written or reported. */
    public void writeAll(Map<TopicPartition, OffsetAndMetadata> processed) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            task.put(List.of());
            return task.preCommit(new HashMap<>(processed)).equals(processed);
        });
    }

    /** The offsets that are committed when all records are written. */
    Map<TopicPartition, OffsetAndMetadata> everything() {
        return Records.upTo(offset);
    }

    /** The offsets that may be committed when all records that can be written are written. */
    public Map<TopicPartition, OffsetAndMetadata> commit() {
        return task.preCommit(Records.upTo(offset));
    }

    /** Waits until all records are written or reported. */
    public void writeAll() {
        writeAll(Records.upTo(offset));
    }

    @Override
    public void close() {
        task.stop();
    }
}
