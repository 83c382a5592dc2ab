// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tdconnect.testing.InfluxdServer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** Shared by the tests with a real server. */
final class Influxd {
    /** 2020-09-13T12:26:40Z, where the test points begin. */
    static final long T0 = 1_600_000_000_000_000_000L;

    static final long SECOND = 1_000_000_000L;

    private Influxd() {}

    static InfluxdServer start() {
        assumeTrue(InfluxdServer.available(), "skipped: influxd is not installed and INFLUXDB_URL is not set");
        return InfluxdServer.start();
    }

    /** A process with more settings, also where INFLUXDB_URL is set. */
    static InfluxdServer start(Map<String, String> settings) {
        assumeTrue(InfluxdServer.installed(), "skipped: influxd is not installed");
        return InfluxdServer.start(settings);
    }

    /** Writes points {@code value=0i..} of this many series, one a second each, all series at the same times. */
    static void fill(InfluxdServer server, String database, String measurement, int series, int points) {
        List<String> lines = new ArrayList<>();
        for (int point = 0; point < points; point++) {
            for (int each = 0; each < series; each++) {
                lines.add(measurement + ",host=h" + each + " value=" + (point * series + each) + "i "
                        + (T0 + point * SECOND));
            }
        }
        server.write(database, lines);
    }

    /** The values, which {@link #fill} made all different. */
    static List<Long> values(List<SourceRecord> records) {
        return records.stream()
                .flatMap(record ->
                        record.value() instanceof List<?> points ? points.stream() : Stream.of(record.value()))
                .map(point -> ((Struct) point).getInt64("value"))
                .toList();
    }

    /** How many values were read more than once. */
    static int duplicates(List<Long> values) {
        Set<Long> distinct = new HashSet<>(values);
        return values.size() - distinct.size();
    }

    static Struct struct(SourceRecord record) {
        return (Struct) record.value();
    }

    static String header(SourceRecord record, String name) {
        var header = record.headers().lastWithName(name);
        return header == null ? null : String.valueOf(header.value());
    }
}
