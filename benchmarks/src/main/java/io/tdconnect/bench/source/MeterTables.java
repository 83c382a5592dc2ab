// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.source;

import io.tdconnect.bench.harness.Meters;
import io.tdconnect.testing.TdengineServer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Meter readings in the supertable {@code m} of a database, and the connector that reads them into Kafka.
 *
 * @param tdengine the server
 * @param database that exists
 */
record MeterTables(TdengineServer tdengine, String database) {
    static final int SUBTABLES = 100;
    private static final long BEGIN = 1_700_000_000_000L;

    String createStable() {
        return "CREATE STABLE " + database + ".m (`time` TIMESTAMP, id BIGINT, `current` DOUBLE,"
                + " voltage BIGINT, phase DOUBLE) TAGS (groupid BIGINT, location VARCHAR(64))";
    }

    /** Inserts the rows {@code from} to {@code to} (exclusive) of a subtable. */
    String insert(int table, int from, int to) {
        StringBuilder sql = new StringBuilder("INSERT INTO " + database + ".d" + table + " USING " + database
                + ".m TAGS (" + table % 10 + ", '" + Meters.location(50) + "') VALUES");
        for (int row = from; row < to; row++) {
            sql.append(" (").append(BEGIN + row * 1_000L).append(", ").append(table);
            sql.append(", ").append(Meters.current(row)).append(", ").append(Meters.voltage(row));
            sql.append(", ").append(Meters.phase(row)).append(')');
        }
        return sql.toString();
    }

    /** Options of a source of these tables, without the read mode. */
    Map<String, String> source() {
        Map<String, String> config = converters();
        config.put("connector.class", "io.tdconnect.tdengine.source.TdengineSourceConnector");
        config.put("tasks.max", "1");
        config.put("connection.url", "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port());
        config.put("connection.user", tdengine.user());
        config.put("connection.password", tdengine.password());
        return config;
    }

    /** Options of the converters, for every connector. */
    static Map<String, String> converters() {
        Map<String, String> config = new LinkedHashMap<>();
        config.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        config.put("value.converter.schemas.enable", "false");
        config.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        config.put("producer.override.linger.ms", "20");
        config.put("producer.override.batch.size", "262144");
        config.put("producer.override.compression.type", "lz4");
        return config;
    }
}
