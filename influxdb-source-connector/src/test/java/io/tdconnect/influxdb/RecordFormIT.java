// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static io.tdconnect.influxdb.Influxd.SECOND;
import static io.tdconnect.influxdb.Influxd.T0;
import static io.tdconnect.influxdb.Influxd.header;
import static io.tdconnect.influxdb.TaskRun.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tdconnect.testing.InfluxdServer;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One point or several to a record, as structs or as line protocol. */
@Timeout(60)
class RecordFormIT {
    @AutoClose
    private static InfluxdServer server;

    @BeforeAll
    static void startServer() {
        server = Influxd.start();
    }

    @BeforeEach
    void createDatabase() {
        server.createDatabase("db");
    }

    @Test
    void putsPointsOfASeriesIntoOneRecord() throws Exception {
        Influxd.fill(server, "db", "m", 3, 10);

        List<SourceRecord> records =
                take(properties(server, "db", List.of("m"), "points.per.record", "4", "batch.size", "15"));

        // The third record of the second series ends with the first batch of 15 points.
        assertThat(records)
                .extracting(SourceRecord::key, record -> ((List<?>) record.value()).size())
                .containsExactly(
                        tuple("m_host_h0", 4),
                        tuple("m_host_h0", 4),
                        tuple("m_host_h0", 2),
                        tuple("m_host_h1", 4),
                        tuple("m_host_h1", 1),
                        tuple("m_host_h1", 4),
                        tuple("m_host_h1", 1),
                        tuple("m_host_h2", 4),
                        tuple("m_host_h2", 4),
                        tuple("m_host_h2", 2));
        assertThat(records.get(0).valueSchema().valueSchema())
                .isEqualTo(take(properties(server, "db", List.of("m"))).get(0).valueSchema());
        assertThat(records.stream()
                        .flatMap(record -> ((List<?>) record.value()).stream())
                        .map(point -> ((Struct) point).getInt64("value")))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 30).boxed().toList());
    }

    @Test
    void putsLinesOfASeriesIntoOneRecord() throws Exception {
        Influxd.fill(server, "db", "m", 1, 3);

        List<SourceRecord> records =
                take(properties(server, "db", List.of("m"), "points.per.record", "2", "value.format", "line"));

        assertThat(records)
                .extracting(SourceRecord::value)
                .containsExactly(
                        "m,host=h0 value=0i " + T0 + "\nm,host=h0 value=1i " + (T0 + SECOND),
                        "m,host=h0 value=2i " + (T0 + 2 * SECOND));
    }

    @Test
    void lineProtocolHoldsTheSamePoints() throws Exception {
        server.write(
                "db",
                "m\\ 1,ho\\,st=a\\=b f=3,i=3i,s=\"a \\\" \\\\ b\",b=true " + T0,
                "m\\ 1,ho\\,st=c f=1e300 " + (T0 + 1));
        server.createDatabase("copy");

        List<SourceRecord> records = take(properties(server, "db", List.of("m 1"), "value.format", "line"));
        server.write(
                "copy", records.stream().map(record -> (String) record.value()).toList());

        assertThat(server.query("SELECT * FROM \"copy\"..\"m 1\" GROUP BY *"))
                .isEqualTo(server.query("SELECT * FROM \"db\"..\"m 1\" GROUP BY *"));
    }

    @Test
    void headersTellTheSinkWhereAPointBelongs() throws Exception {
        server.write("db", "m,host=a value=1 " + T0, "m value=2 " + T0);

        List<SourceRecord> records =
                take(properties(server, "db", List.of("m"), "table", "{measurement}_{host:none}", "batch.size", "1"));

        assertThat(records).hasSize(2).allSatisfy(record -> {
            assertThat(header(record, "td.stable")).isEqualTo("m");
            assertThat(header(record, "td.tags")).isEqualTo("host");
            assertThat(header(record, "td.timestamp")).isEqualTo("time");
            assertThat(header(record, "td.database")).isNull();
        });
        assertThat(records).extracting(record -> header(record, "td.table")).containsExactly("m_none", "m_a");
        assertThat(records).extracting(SourceRecord::key).containsExactly("m_none", "m_a");
        assertThat(take(properties(server, "db", List.of("m"), "routing.headers", "all")))
                .extracting(record -> header(record, "td.database"))
                .containsOnly("db");
        assertThat(take(properties(server, "db", List.of("m"), "routing.headers", "none")))
                .allSatisfy(record -> assertThat(record.headers()).isEmpty());
    }

    @Test
    void aMeasurementWithoutTagsBecomesATableWithoutSupertable() throws Exception {
        server.write("db", "plain value=1 " + T0);

        SourceRecord record = take(properties(server, "db", List.of("plain"))).get(0);

        assertThat(header(record, "td.stable")).isEmpty();
        assertThat(header(record, "td.table")).isEqualTo("plain");
        assertThat(header(record, "td.tags")).isNull();
    }

    private static List<SourceRecord> take(Map<String, String> properties) throws InterruptedException {
        try (TaskRun run = new TaskRun(properties)) {
            return run.takeAll();
        }
    }
}
