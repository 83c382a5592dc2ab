// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tdconnect.common.contract.SourceTaskRun;
import io.tdconnect.opentsdb.client.OpenTsdbClient;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks on recorded answers, and on faults between them. */
@Timeout(120)
class RecordedReadTest {
    private static final String QUERY = "/api/query";
    private static final List<String> METRIC = List.of("sys.cpu.user");
    private static final List<Object> VALUES = List.of(1.0, 2.5, 9_007_199_254_740_992.0, -3.0, 1e10);
    /** One window of all recorded points. */
    private static final String[] WINDOW = {
        "begin.time", "2023-11-14T22:00:00Z", "end.time", "2023-11-15T06:00:00Z", "read.window", "8h"
    };

    @Test
    void readsAllPointsAndIsFinished() throws Exception {
        try (RecordedServer server = new RecordedServer().with(QUERY, "200-series.json");
                TaskRun run = run(server)) {
            assertThat(TaskRun.values(run.takeAll())).isEqualTo(VALUES);
            assertThat(run.metric("finished")).isEqualTo(1);
            assertThat(run.metric("points")).isEqualTo(5L);
            assertThat(run.shareDone()).isEqualTo(1.0);
            assertThat(queries(server))
                    .containsExactly(
                            "{\"start\":\"1699999200000\",\"end\":\"1700027999999\",\"msResolution\":true,"
                                    + "\"noAnnotations\":true,\"queries\":[{\"metric\":\"sys.cpu.user\",\"aggregator\":\"none\"}]}");
        }
    }

    @Test
    void answersMayBeCompressed() throws Exception {
        try (RecordedServer server = new RecordedServer().compressed().with(QUERY, "200-series.json");
                TaskRun run = run(server, "gzip", "true")) {
            assertThat(TaskRun.values(run.takeAll())).isEqualTo(VALUES);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"413-limit.json", "400-bad", "504-gateway"})
    void aWindowThatIsTooMuchIsHalved(String refusal) throws Exception {
        try (RecordedServer server = new RecordedServer()) {
            if (refusal.endsWith(".json")) {
                server.with(QUERY, refusal);
            } else {
                server.withText(QUERY, Integer.parseInt(refusal.substring(0, 3)), "{\"error\":{\"message\":\"no\"}}");
            }
            server.with(QUERY, "200-series.json").with(QUERY, "200-empty.json");
            try (TaskRun run = run(server)) {
                assertThat(TaskRun.values(run.takeAll())).isEqualTo(VALUES);
                assertThat(ranges(server))
                        .startsWith(
                                "1699999200000-1700027999999",
                                "1699999200000-1700013599999",
                                "1700013600000-1700027999999");
            }
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsAskedForInHalves() throws Exception {
        try (RecordedServer server = new RecordedServer()
                        .withStall(QUERY)
                        .with(QUERY, "200-series.json")
                        .with(QUERY, "200-empty.json");
                TaskRun run = run(server, "stall.timeout.ms", "300")) {
            assertThat(TaskRun.values(run.takeAll())).isEqualTo(VALUES);
            assertThat(ranges(server)).contains("1699999200000-1700013599999", "1700013600000-1700027999999");
        }
    }

    @Test
    void afterACutEveryPointComesOnce() throws Exception {
        String whole =
                "[{\"metric\":\"sys.cpu.user\",\"tags\":{\"h\":\"b\"},\"dps\":[[1700000000000,1],[1700000001000,2]]},"
                        + "{\"metric\":\"sys.cpu.user\",\"tags\":{\"h\":\"a\"},\"dps\":[[1700000000000,3],[1700000001000,4]]}]";
        try (RecordedServer server = new RecordedServer()) {
            for (int sent = 1; sent < whole.length(); sent += 7) {
                server.withCut(QUERY, whole, sent);
            }
            server.withText(QUERY, 200, whole);
            try (TaskRun run = run(server, "batch.size", "1", "retry.backoff.ms", "1", "retry.backoff.max.ms", "2")) {
                assertThat(TaskRun.values(run.takeAll())).containsExactly(1.0, 2.0, 3.0, 4.0);
            }
        }
    }

    /** The server may order series in another way after a restart, and has no order by names. */
    @Test
    void aTaskContinuesAfterTheLastPointThatReachedKafka() throws Exception {
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        try (RecordedServer server = new RecordedServer().with(QUERY, "200-series.json")) {
            try (TaskRun run =
                    new TaskRun(TaskRun.properties(server.url(), METRIC, with("batch.size", "2")), offsets)) {
                assertThat(TaskRun.values(run.poll())).containsExactly(1.0, 2.5);
            }
            assertThat(offsets).containsOnlyKeys(Map.of("metric", "sys.cpu.user"));
            try (TaskRun run = new TaskRun(TaskRun.properties(server.url(), METRIC, WINDOW), offsets)) {
                assertThat(TaskRun.values(run.takeAll())).isEqualTo(VALUES.subList(2, 5));
            }
            try (TaskRun run = new TaskRun(TaskRun.properties(server.url(), METRIC, WINDOW), offsets)) {
                assertThat(run.takeAll()).isEmpty();
            }
        }
    }

    @Test
    void aMetricThatTheServerDoesNotKnowHasNoPoints() throws Exception {
        try (RecordedServer server = new RecordedServer().with(QUERY, "400-unknown-metric.json");
                TaskRun run = run(server)) {
            assertThat(run.takeAll()).isEmpty();
        }
    }

    @Test
    void rowsThatOpenTsdbItselfCannotReadStopTheTaskWithTheRemedy() throws Exception {
        try (RecordedServer server = new RecordedServer().with(QUERY, "400-duplicate.json");
                TaskRun run = run(server)) {
            assertThat(run.failure())
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("tsdb fsck")
                    .hasMessageContaining("tsd.storage.fix_duplicates=true");
        }
    }

    /** From 1970 on, where small numbers of milliseconds would be taken for seconds. */
    @Test
    void timeWithoutPointsIsSearchedInLongRanges() throws Exception {
        String begin = "1970-01-01T00:00:00Z";
        try (RecordedServer server = new RecordedServer().with(QUERY, "200-empty.json");
                TaskRun run = run(server, "begin.time", begin, "read.window", "D")) {
            assertThat(run.takeAll()).isEmpty();
            // 19,677 days.
            assertThat(queries(server)).hasSizeBetween(1_000, 1_500);
            assertThat(queries(server).get(0)).startsWith("{\"start\":\"0\",\"end\":\"172800\",");
            assertThat(queries(server))
                    .noneMatch(query -> query.matches(".*\"(start|end)\":\"\\d{11,12}\".*")
                            && query.matches(".*\"(start|end)\":\"\\d{9}\".*"));
        }
    }

    @Test
    void aRangeWithPointsIsReadInWindows() throws Exception {
        try (RecordedServer server =
                        new RecordedServer().with(QUERY, "200-count.json").with(QUERY, "200-empty.json");
                TaskRun run = run(server, "read.window", "1h", "end.time", "2023-11-15T00:00:00Z")) {
            run.takeAll();
            assertThat(queries(server).get(0))
                    .contains("\"aggregator\":\"count\"")
                    .contains("0all-count");
            assertThat(ranges(server)).element(1).isEqualTo("1699999200000-1700002799999");
        }
    }

    /** The time of the recorded statistics, however wrong the clock of the worker is. */
    @Test
    void readsUpToTheTimeOfTheServerLessTheDelay() throws Exception {
        try (RecordedServer server = new RecordedServer().with(QUERY, "200-empty.json");
                TaskRun run = run(
                        server,
                        "delay.ms",
                        "30000",
                        "begin.time",
                        "2026-11-01T00:00:00Z",
                        "end.time",
                        "",
                        "read.window",
                        "60d")) {
            long seconds = recordedSeconds(server);
            await().until(() -> !queries(server).isEmpty());
            assertThat(queries(server).get(0)).contains("\"end\":\"" + ((seconds - 30) * 1_000 - 1) + "\"");
            assertThat(run.poll()).isEmpty();
            assertThat(run.metric("finished")).isEqualTo(0);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, password",
        "403, user",
        "404, url",
        "500, url",
    })
    void validationNamesTheCause(int status, String option) throws Exception {
        try (RecordedServer server = new RecordedServer()) {
            RecordedServer other = new RecordedServer();
            other.close();
            assertThat(problems(server.url())).isEmpty();
            server.with(QUERY, "200-empty.json").with(QUERY, "200-empty.json").with(QUERY, "400-unknown-metric.json");
            assertThat(problems(server.url(), "metrics", "sys.cpu.user")).isEmpty();
            assertThat(problems(server.url(), "metrics", "sys.cpu.user,nope"))
                    .containsOnlyKeys("metrics")
                    .asString()
                    .contains("nope")
                    .contains("validate.connection=false");
            server.withText("/api/version", status, "{\"error\":{\"message\":\"no\"}}");
            problems(server.url());
            assertThat(problems(server.url())).containsOnlyKeys(option);
            assertThat(problems(other.url())).containsOnlyKeys("url");
        }
    }

    @Test
    void validationRefusesWhatDoesNotFit() throws Exception {
        try (RecordedServer server = new RecordedServer()) {
            assertThat(problems(server.url(), "end.time", "2020-01-01T00:00:00Z"))
                    .containsOnlyKeys("end.time");
            assertThat(problems(server.url(), "password", "secret"))
                    .containsOnlyKeys("user")
                    .asString()
                    .doesNotContain("secret");
            assertThat(problems(server.url(), "topic", "{bucket}")).containsOnlyKeys("topic");
            assertThat(problems("http://u:p@host:4242")).containsOnlyKeys("url");
            assertThat(problems(server.url(), "history.slices", "2")).containsOnlyKeys("history.slices.end");
            server.withText("/api/version", 200, "{\"version\":\"2.2.1\"}");
            problems(server.url());
            assertThat(problems(server.url()))
                    .containsOnlyKeys("url")
                    .asString()
                    .contains("2.3 or later");
        }
    }

    @Test
    void anotherWebServerIsNoOpenTsdb() throws Exception {
        try (RecordedServer server = new RecordedServer();
                OpenTsdbClient client =
                        new OpenTsdbClient(new OpenTsdbSourceConfig(config(server.url())).connection())) {
            server.with("/api/version", "404-page.html");
            server.with("/api/suggest", "200-suggest.json");
            assertThat(client.metrics()).containsExactly("sys.cpu.user");
            assertThat(client.version()).isEqualTo("BuildData");
            assertThatThrownBy(client::version).hasMessageContaining("404");
        }
    }

    @Test
    void metricsThatWouldShareASupertableStopTheConnector() {
        OpenTsdbSourceConfig config =
                new OpenTsdbSourceConfig(config("http://127.0.0.1:1", "metrics", "sys.cpu,disk,sys_cpu"));
        try (MetricList list = new MetricList(config)) {
            assertThatThrownBy(list::list)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("sys.cpu and sys_cpu");
        }
        try (MetricList list = new MetricList(new OpenTsdbSourceConfig(
                config("http://127.0.0.1:1", "metrics", "sys.cpu,disk,sys_cpu", "metrics.exclude", ".*_.*")))) {
            assertThat(list.list()).containsExactly("disk", "sys.cpu");
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void offsetsThatPeopleSetAreChecked() {
        OpenTsdbSourceConnector connector = new OpenTsdbSourceConnector();
        Map<String, String> partition = Map.of("metric", "sys.cpu.user");

        assertThat(connector.alterOffsets(Map.of(), Map.of(partition, Map.of("time", "2023-06-01T00:00:00+0800"))))
                .isTrue();
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(partition, Map.of("time", "yesterday"))))
                .hasMessageContaining("metric sys.cpu.user")
                .hasMessageContaining("yesterday");
        assertThatThrownBy(() ->
                        connector.alterOffsets(Map.of(), Map.of(Map.of("bucket", "b"), Map.of("time", "1685548800"))))
                .hasMessageContaining("metric");
    }

    private static TaskRun run(RecordedServer server, String... more) {
        return new TaskRun(TaskRun.properties(server.url(), METRIC, with(more)));
    }

    private static String[] with(String... more) {
        return Stream.concat(Arrays.stream(WINDOW), Arrays.stream(more)).toArray(String[]::new);
    }

    private static Map<String, String> config(String url, String... more) {
        return SourceTaskRun.with(Map.of("name", "n", "url", url, "begin.time", "2023-11-14T00:00:00Z"), more);
    }

    private static Map<String, List<String>> problems(String url, String... more) {
        Map<String, String> config = config(url, more);
        config.put("connector.class", OpenTsdbSourceConnector.class.getName());
        return new OpenTsdbSourceConnector()
                .validate(config).configValues().stream()
                        .filter(value -> !value.errorMessages().isEmpty())
                        .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
    }

    private static List<String> queries(RecordedServer server) {
        return server.requests().stream().filter(body -> body.startsWith("{")).toList();
    }

    private static List<String> ranges(RecordedServer server) {
        return queries(server).stream()
                .map(query -> query.replaceAll(".*\"start\":\"(\\d+)\",\"end\":\"(\\d+)\".*", "$1-$2"))
                .toList();
    }

    private static long recordedSeconds(RecordedServer server) throws Exception {
        try (OpenTsdbClient client = new OpenTsdbClient(new OpenTsdbSourceConfig(config(server.url())).connection())) {
            return client.time().getEpochSecond();
        }
    }
}
