// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static io.tdconnect.influxdb.Influxd.T0;
import static io.tdconnect.influxdb.TaskRun.properties;
import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.testing.InfluxdServer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which measurements and points are read. */
@Timeout(60)
class SelectionIT {
    @AutoClose
    private static InfluxdServer server;

    @BeforeAll
    static void startServer() {
        server = Influxd.start();
        server.createDatabase("db");
        server.write(
                "db",
                "cpu,host=a,site=x value=1i " + T0,
                "cpu,host=b,site=x value=2i " + T0,
                "cpu,site=y value=3i " + T0,
                "cpu.load value=1i " + T0,
                "cpu.temperature value=1i " + T0,
                "mem value=1i " + T0);
    }

    @Test
    void allMeasurementsWithoutASelection() throws Exception {
        assertThat(measurements()).containsExactly("cpu", "cpu.load", "cpu.temperature", "mem");
    }

    @Test
    void patternsMatchWholeNames() throws Exception {
        assertThat(measurements("measurements.include", "cpu")).containsExactly("cpu");
        assertThat(measurements("measurements.include", "cpu.*", "measurements.exclude", ".*\\.temp.*"))
                .containsExactly("cpu", "cpu.load");
        assertThat(measurements("measurements.exclude", "cpu.+")).containsExactly("cpu", "mem");
    }

    @Test
    void patternsApplyToNamedMeasurementsToo() throws Exception {
        assertThat(measurements("measurements", "mem,cpu,disk", "measurements.exclude", "mem"))
                .containsExactly("cpu", "disk");
    }

    @Test
    void tagConditionsAllHaveToHold() throws Exception {
        assertThat(values("host=a")).containsExactly(1L);
        assertThat(values("host!=a")).containsExactlyInAnyOrder(2L, 3L);
        assertThat(values("site=x,host=~^(b|c)$")).containsExactly(2L);
        assertThat(values("site!~^x$")).containsExactly(3L);
        // A point without the tag has it empty, as in InfluxDB itself.
        assertThat(values("host=")).containsExactly(3L);
    }

    private static List<String> measurements(String... options) throws Exception {
        Map<String, String> properties = properties(server, "db", List.of("cpu"), options);
        try (MeasurementList source = new MeasurementList(new InfluxSourceConfig(properties))) {
            return source.list();
        }
    }

    private static List<Long> values(String conditions) throws Exception {
        try (TaskRun run = new TaskRun(properties(server, "db", List.of("cpu"), "tag.conditions", conditions))) {
            List<SourceRecord> records = run.takeAll();
            return Influxd.values(records);
        }
    }
}
