// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.window.TimeSplit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** InfluxDB 2.x, real where INFLUXDB2_URL is set. */
@Timeout(60)
class Influx2IT {
    @AutoClose
    private static Influx2 influx;

    @BeforeAll
    static void makeBucket() throws Exception {
        influx = Influx2.with(
                "tdconnect-" + UUID.randomUUID(),
                "cpu,host=a value=1i " + Influxd.T0,
                "cpu,host=b value=2i " + (Influxd.T0 + 1),
                "mem,host=a value=3i " + Influxd.T0);
    }

    @Test
    void listsMeasurementsAndReadsThemAfterAddingTheMapping() throws Exception {
        InfluxSourceConfig config = new InfluxSourceConfig(properties());
        try (MeasurementList source = new MeasurementList(config)) {
            assertThat(source.list()).containsExactly("cpu", "mem");
        }
        Map<String, String> task = properties();
        task.put("task.lanes", TimeSplit.textOf(config.reading().splits("cpu")));

        try (TaskRun run = new TaskRun(task)) {
            List<SourceRecord> records = run.takeAll();

            assertThat(Influxd.values(records)).containsExactly(1L, 2L);
            assertThat(records).extracting(SourceRecord::key).containsExactly("cpu_host_a", "cpu_host_b");
        }
    }

    @Test
    void namesTheOptionOfAProblem() {
        assertThat(problems("dbrp.auto.create", "true")).isEmpty();
        assertThat(problems("token", "wrong")).containsOnlyKeys("token");
        assertThat(problems("org.id", "ffffffffffffffff")).containsOnlyKeys("org.id");
        assertThat(problems("bucket", "nope")).containsOnlyKeys("bucket");
        assertThat(problems("version", "1.8", "org.id", "", "token", "")).containsOnlyKeys("version");
    }

    private static Map<String, String> properties() {
        return new HashMap<>(Map.of(
                "name", "influx2",
                "version", "2.7",
                "url", influx.url(),
                "org.id", influx.org(),
                "token", influx.token(),
                "bucket", influx.bucket(),
                "dbrp.auto.create", "true",
                "begin.time", "2020-01-01T00:00:00Z",
                "end.time", "2021-01-01T00:00:00Z"));
    }

    private static Map<String, List<String>> problems(String... changes) {
        Map<String, String> config = TaskRun.with(properties(), changes);
        return new InfluxSourceConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }
}
