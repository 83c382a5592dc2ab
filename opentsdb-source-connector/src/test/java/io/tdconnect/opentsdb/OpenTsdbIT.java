// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import static io.tdconnect.testing.OpenTsdbServer.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tdconnect.common.contract.SourceTaskRun;
import io.tdconnect.engine.DirectEngine;
import io.tdconnect.engine.DirectTask;
import io.tdconnect.opentsdb.client.OpenTsdbClient;
import io.tdconnect.tdengine.sink.TdengineSinkConnector;
import io.tdconnect.testing.Certificates;
import io.tdconnect.testing.OpenTsdbServer;
import io.tdconnect.testing.TcpProxy;
import io.tdconnect.testing.TdengineServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The source on OpenTSDB 2.4.1, which all tests share; each has metrics of its own. */
@Timeout(240)
class OpenTsdbIT {
    private static final long T0 = 1_700_000_000L;
    private static final int HOSTS = 40;
    private static OpenTsdbServer server;

    @BeforeAll
    static void start() {
        // The limit is that of a query, so that one for all of a wide metric is refused with status 413.
        server = OpenTsdbServer.start(Map.of("tsd.query.limits.data_points.default", "2000"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void readsSecondsMillisecondsTagsAndUnicodeAndNoAnnotations() throws Exception {
        server.put(List.of(
                point("form.a-b/c_d", T0, "1", "host", "a", "dc.name", "x-1"),
                point("form.a-b/c_d", T0 + 1, "2.5", "host", "a", "dc.name", "x-1"),
                point("form.a-b/c_d", T0 * 1_000 + 1_500, "9007199254740993", "host", "a", "dc.name", "x-1"),
                point("form.a-b/c_d", T0 * 1_000 + 1_501, "-0.5", "host", "b", "ort", "Köln")));
        server.post(
                "/api/annotation",
                "{\"startTime\":\"" + T0 + "\",\"description\":\"global\",\"notes\":\"not a point\"}");

        try (TaskRun run = new TaskRun(TaskRun.properties(server.url(), List.of("form.a-b/c_d")))) {
            List<SourceRecord> records = run.takeAll();

            assertThat(records).hasSize(4);
            assertThat(records.stream().map(OpenTsdbIT::line).collect(Collectors.toSet()))
                    .isEqualTo(Set.of(
                            "1700000000000 1.0 {dc.name=x-1, host=a}",
                            "1700000001000 2.5 {dc.name=x-1, host=a}",
                            "1700000001500 9.007199254740992E15 {dc.name=x-1, host=a}",
                            "1700000001501 -0.5 {host=b, ort=Köln}"));
            assertThat(records)
                    .allMatch(record ->
                            record.headers().lastWithName("td.stable").value().equals("form_a-b/c_d"));
        }
    }

    @Test
    void windowsThatTheServerRefusesAreHalvedUntilTheyAreSmallEnough() throws Exception {
        fillWide("wide");

        try (TaskRun run = new TaskRun(TaskRun.properties(server.url(), List.of("wide"), "read.window", "2d"))) {
            List<SourceRecord> records = run.takeAll();

            assertThat(records).hasSize(HOSTS * 100);
            assertThat(new HashSet<>(records.stream().map(OpenTsdbIT::line).toList()))
                    .hasSize(HOSTS * 100);
        }
    }

    @Test
    void everyPointComesOnceThoughTaskAndServerAreKilledInTheMiddle() throws Exception {
        fillWide("killed");
        Map<String, String> properties =
                TaskRun.properties(server.url(), List.of("killed"), "read.window", "1h", "batch.size", "100");
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        List<String> lines = new ArrayList<>();
        for (int rounds = 0; rounds < 5; rounds++) {
            // Each task ends after two batches, in the middle of a window.
            try (TaskRun run = new TaskRun(properties, offsets)) {
                run.take(200).forEach(record -> lines.add(line(record)));
            }
        }
        try (TaskRun run = new TaskRun(properties, offsets)) {
            run.take(300).forEach(record -> lines.add(line(record)));
            server.restart();
            run.takeAll().forEach(record -> lines.add(line(record)));
        }

        assertThat(lines).hasSize(HOSTS * 100).doesNotHaveDuplicates();
    }

    @Test
    void newAndLatePointsAreReadUntilTheTaskStops() throws Exception {
        long now = Instant.now().getEpochSecond();
        server.put(List.of(point("live", now - 100, "1", "host", "a")));
        Map<String, String> properties = TaskRun.properties(
                server.url(),
                List.of("live"),
                "begin.time",
                Instant.ofEpochSecond(now - 1_000).toString(),
                "end.time",
                "",
                "delay.ms",
                "3000",
                "overlap.ms",
                "5000",
                "poll.interval.ms",
                "200");

        try (TaskRun run = new TaskRun(properties)) {
            assertThat(TaskRun.values(run.take(1))).containsExactly(1.0);
            assertThat(run.metric("finished")).isEqualTo(0);
            long second = Instant.now().getEpochSecond();
            server.put(List.of(point("live", second, "2", "host", "a")));
            assertThat(TaskRun.values(run.take(1))).containsExactly(2.0);
            // Of another series, and before the point that has been read.
            server.put(List.of(point("live", second - 1, "3", "host", "b")));
            assertThat(TaskRun.values(run.take(1))).containsExactly(3.0);
        }
    }

    @Test
    void metricsAreFoundWhenTheyAppear() throws Exception {
        OpenTsdbSourceConfig config = new OpenTsdbSourceConfig(config("metrics.include", "found\\..*"));
        try (MetricList list = new MetricList(config)) {
            assertThat(list.list()).isEmpty();
            server.put(List.of(
                    point("found.b", T0, "1", "host", "a"),
                    point("found.a", T0, "1", "host", "a"),
                    point("other.c", T0, "1", "host", "a")));
            await().untilAsserted(() -> assertThat(list.list()).containsExactly("found.a", "found.b"));
        }
        try (OpenTsdbClient client = new OpenTsdbClient(config.connection())) {
            assertThat(client.knows("found.a")).isTrue();
            assertThat(client.knows("found")).isFalse();
            assertThat(Duration.between(client.time(), Instant.now()).abs()).isLessThan(Duration.ofSeconds(10));
        }
        assertThat(problems(config())).isEmpty();
        assertThat(problems(config("metrics", "found.a,missing"))).containsOnlyKeys("metrics");
    }

    @Test
    void aPointThatWasWrittenTwiceComesOnceAndRowsWithTwoValuesStopTheTask() throws Exception {
        server.put(List.of(point("same", T0, "2", "host", "a"), point("same", T0, "7", "host", "a")));
        server.put(List.of(point("double", T0, "1", "host", "a")));
        // A whole number and a fraction of one time are two cells of a row, which OpenTSDB refuses to read.
        server.put(List.of(point("double", T0, "1.5", "host", "a")));

        try (TaskRun run = new TaskRun(TaskRun.properties(server.url(), List.of("same")))) {
            assertThat(TaskRun.values(run.takeAll())).containsExactly(7.0);
        }
        try (TaskRun run = new TaskRun(TaskRun.properties(server.url(), List.of("double")))) {
            assertThat(run.failure()).hasMessageContaining("tsd.storage.fix_duplicates=true");
        }
    }

    @Test
    void readsThroughTlsWithCompressedAnswers(@TempDir Path folder) throws Exception {
        Certificates certificates = Certificates.generate(folder);
        server.put(List.of(point("tls", T0, "1", "host", "a")));
        try (TcpProxy proxy = TcpProxy.decrypting("127.0.0.1", server.port(), certificates)) {
            Map<String, String> untrusted = TaskRun.properties(
                    "https://127.0.0.1:" + proxy.port(), List.of("tls"), "gzip", "true", "retry.timeout.ms", "100");
            Map<String, String> trusted =
                    SourceTaskRun.with(untrusted, "tls.ca", certificates.ca().toString());

            try (TaskRun run = new TaskRun(trusted)) {
                assertThat(TaskRun.values(run.takeAll())).containsExactly(1.0);
            }
            try (TaskRun run = new TaskRun(untrusted)) {
                assertThat(run.failure()).hasMessageContaining("retry.timeout.ms");
            }
        }
    }

    /** By the names that TDengine gives points which it gets in the formats of OpenTSDB. */
    @Test
    void everyPointBecomesARowOfTdengineWithoutTransforms(@TempDir Path folder) throws Exception {
        fillWide("plant.temperature");
        server.put(List.of(point("plant.pressure", T0, "42", "site", "x")));
        try (TdengineServer tdengine = TdengineServer.start()) {
            String database = tdengine.createDatabase("ms");
            Map<String, String> source = config("metrics", "plant.temperature,plant.pressure", "read.window", "6h");
            source.put("connector.class", OpenTsdbSourceConnector.class.getName());
            source.put("end.time", "2023-11-16T00:00:00Z");
            Map<String, String> sink = Map.of(
                    "connector.class",
                    TdengineSinkConnector.class.getName(),
                    "topics",
                    "opentsdb",
                    "connection.url",
                    "jdbc:TAOS-WS://" + tdengine.host() + ":" + tdengine.port(),
                    "connection.user",
                    tdengine.user(),
                    "connection.password",
                    tdengine.password(),
                    "database",
                    database);
            DirectTask task = new DirectTask(
                    "migration", source, sink, folder.resolve("offsets"), null, 0, null, 1, Duration.ofSeconds(20));
            try (DirectEngine engine = DirectEngine.start(task)) {
                assertThat(engine.await(Duration.ofSeconds(60))).isTrue();
            }

            assertThat(tdengine.count(database + ".plant_temperature")).isEqualTo(HOSTS * 100);
            List<Object> row = tdengine.query("SELECT `_value`, `site`, tbname FROM " + database + ".plant_pressure")
                    .get(0);
            assertThat(row.get(0)).isEqualTo(42.0);
            assertThat(text(row.get(1))).isEqualTo("x");
            // MD5 of plant_pressure,site=x
            assertThat(text(row.get(2))).matches("t_[0-9a-f]{32}");
        }
    }

    /** Ten hours of 40 series with 10 points an hour: 400 rows of HBase. */
    private static void fillWide(String metric) {
        List<String> points = new ArrayList<>();
        for (int hour = 0; hour < 10; hour++) {
            for (int host = 0; host < HOSTS; host++) {
                for (int i = 0; i < 10; i++) {
                    points.add(point(metric, T0 + hour * 3_600L + i * 60L, String.valueOf(host), "host", "h" + host));
                }
            }
        }
        server.put(points);
    }

    private static Map<String, String> config(String... more) {
        return SourceTaskRun.with(
                Map.of("name", "n", "url", server.url(), "begin.time", "2023-11-14T00:00:00Z", "delay.ms", "0"), more);
    }

    private static Map<String, List<String>> problems(Map<String, String> config) {
        return new OpenTsdbSourceConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static String line(SourceRecord record) {
        Struct value = (Struct) record.value();
        String tags = value.schema().fields().stream()
                .skip(2)
                .filter(field -> value.get(field) != null)
                .map(field -> field.name() + "=" + value.get(field))
                .collect(Collectors.joining(", ", "{", "}"));
        return value.get("_ts") + " " + value.get("_value") + " " + tags;
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(value);
    }
}
