// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.sink;

import io.tdconnect.bench.harness.Cluster;
import io.tdconnect.bench.harness.Measured;
import io.tdconnect.bench.harness.Side;
import io.tdconnect.testing.TdengineServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sink connector on a topic, measured several times. */
final class SinkCase {
    // For comparing options, as in -Dbench.sink.options=batch.rows=5000,connections.per.task=1.
    private static final String OPTIONS = System.getProperty("bench.sink.options", "");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Cluster cluster;
    private final long records;
    private final Map<String, String> config;
    private final Side side;
    private long peakBytes;
    private int runs;

    SinkCase(String name, Cluster cluster, String topic, long records, Map<String, String> config) {
        this.name = name;
        this.side = new Side(name.replace('-', '_'));
        this.cluster = cluster;
        this.records = records;
        this.config = new LinkedHashMap<>(config);
        this.config.put("topics", topic);
        this.config.put("tasks.max", "1");
        this.config.putIfAbsent("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        this.config.putIfAbsent("value.converter.schemas.enable", "false");
        this.config.put("consumer.override.max.poll.records", "5000");
    }

    static Map<String, String> discard() {
        return Map.of("connector.class", DiscardSinkConnector.class.getName());
    }

    static Map<String, String> discardText() {
        return Map.of(
                "connector.class",
                DiscardSinkConnector.class.getName(),
                "value.converter",
                "org.apache.kafka.connect.storage.StringConverter");
    }

    static Map<String, String> tdengine(TdengineServer tdengine, String database) {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("connector.class", "io.tdconnect.tdengine.sink.TdengineSinkConnector");
        config.put("connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port());
        config.put("connection.user", tdengine.user());
        config.put("connection.password", tdengine.password());
        config.put("database", database);
        config.put("auto.create.database", "true");
        config.put("stable", "meters");
        config.put("table", "d{id}");
        config.put("tags", "groupid,location");
        config.put("timestamp.field", "ts");
        // On a busy machine the check may time out.
        config.put("validate.connection", "false");
        for (String option : OPTIONS.split(",", -1)) {
            int equals = option.indexOf('=');
            if (equals > 0) {
                config.put(option.substring(0, equals), option.substring(equals + 1));
            }
        }
        return config;
    }

    /** The same for a topic of line protocol. */
    static Map<String, String> lines(TdengineServer tdengine, String database) {
        Map<String, String> config = tdengine(tdengine, database);
        config.keySet().removeAll(List.of("stable", "table", "tags", "timestamp.field"));
        config.put("value.format", "line");
        config.put("value.converter", "org.apache.kafka.connect.storage.StringConverter");
        return config;
    }

    /** Reads the whole topic once, without counting its time. */
    void warmUp() throws Exception {
        measure();
        side.forget();
    }

    /** Reads the whole topic once more. */
    Measured measure() throws Exception {
        String connector = name + "-" + ++runs;
        cluster.rest().putConnector(connector, config);
        Measured measured = new Throughput(cluster, records).of(connector, PATIENCE);
        cluster.rest().deleteConnector(connector);
        side.add(measured);
        peakBytes = cluster.connect().peakResidentBytes();
        return measured;
    }

    Side side() {
        return side;
    }

    /** Of the worker's resident memory in the last round. */
    long peakBytes() {
        return peakBytes;
    }
}
