// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.contract.StoredOffsets;
import io.tdconnect.tdengine.source.mode.RecordBatch;
import io.tdconnect.tdengine.source.query.QueryMode;
import io.tdconnect.tdengine.source.query.QueryReader;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A task that reads by queries, without a worker. A map keeps the offsets of polled records, as a worker does. */
public final class QueryRun implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration WAIT = Duration.ofMillis(100);

    private final QueryReader loop;
    private final Map<Map<String, ?>, Map<String, ?>> offsets;

    QueryRun(Map<String, String> properties) {
        this(properties, new HashMap<>());
    }

    QueryRun(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        this.offsets = offsets;
        loop = (QueryReader)
                new QueryMode(new TdengineSourceConfig(properties)).reader(StoredOffsets.of(properties, offsets));
        loop.start();
    }

    /** Properties for reading a database; the mode is history unless they contain another. */
    static Map<String, String> properties(TdengineServer server, String database, String... more) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "name", "query",
                "connection.url", "jdbc:TAOS-WS://" + server.host() + ":" + server.port(),
                "connection.user", server.user(),
                "connection.password", server.password(),
                "read.mode", "query",
                "database", database,
                "interval", "50ms",
                "retry.backoff.ms", "50",
                "retry.backoff.max.ms", "500"));
        return with(properties, more);
    }

    public static Map<String, String> with(Map<String, String> properties, String... more) {
        Map<String, String> all = new HashMap<>(properties);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    /** Progress of the tables. */
    String parts() {
        return loop.parts().text();
    }

    /** The records of the next poll; empty if none came. */
    List<SourceRecord> poll() throws InterruptedException {
        RecordBatch batch = loop.poll(WAIT);
        if (batch == null) {
            return List.of();
        }
        batch.records().forEach(record -> offsets.put(record.sourcePartition(), record.sourceOffset()));
        return batch.records();
    }

    /** Polls until there are at least this many records. */
    List<SourceRecord> take(int count) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<SourceRecord> records = new ArrayList<>();
        while (records.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected " + count + " records, found " + records.size());
            }
            records.addAll(poll());
        }
        return records;
    }

    /** Polls until everything is read. */
    List<SourceRecord> takeAll() throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<SourceRecord> records = new ArrayList<>();
        while (!loop.finished()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Expected the end, found " + records.size() + " records so far");
            }
            records.addAll(poll());
        }
        return records;
    }

    /** The value of a metric. */
    Object figure(String name) {
        return loop.gauges().stream()
                .filter(gauge -> gauge.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value()
                .get();
    }

    /** The values of a field. */
    static List<Object> values(List<SourceRecord> records, String field) {
        List<Object> values = new ArrayList<>();
        records.forEach(record -> values.add(((Struct) record.value()).get(field)));
        return values;
    }

    @Override
    public void close() {
        loop.close();
    }
}
