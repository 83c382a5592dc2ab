// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tdconnect.tdengine.source.QueryRun;
import io.tdconnect.tdengine.source.TdengineSourceConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryModeTest {
    @TempDir
    private Path folder;

    private final TdengineSourceConnector connector = new TdengineSourceConnector();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mode; later; realtime",
                "interval; soon; duration such as 500ms",
                "interval; 0s; at least 1ms",
                "restro; 10; duration such as 500ms",
                "excursion; -1s; duration such as 500ms",
                "window; 0ms; at least 1ms",
                "tables.refresh; 0s; at least 1ms",
                "begin.time; 2023-06-01; a time with a zone",
                "end.time; tomorrow; a time with a zone",
                "tables; a.b.c; STABLE.TABLE",
                "tables; @/no/such/file; expected a file that every Connect worker can read",
                "stables; a.b; without dots",
                "database; a`b; without backticks",
                "database; ; expected the database to read",
                "stable.groups; 0; 1",
                "batch.rows; 0; 1"
            })
    void aBadOptionIsNamedWithWhatIsExpected(String option, String value, String message) {
        assertThat(problems(option, value == null ? "" : value).get(option))
                .asString()
                .contains(message);
    }

    @Test
    void optionsThatDoNotFitTogetherAreNamed() {
        assertThat(problems("mode", "realtime", "begin.time", "2023-06-01T00:00:00Z"))
                .containsOnlyKeys("begin.time");
        assertThat(problems("begin.time", "2023-06-01T00:00:00Z", "end.time", "2023-06-01T00:00:00Z"))
                .containsOnlyKeys("end.time");
        assertThat(problems("mode", "all", "excursion", "0s")).containsOnlyKeys("delay");
        assertThat(problems("mode", "all", "excursion", "0s", "delay", "1s")).isEmpty();
        assertThat(problems("select.from.stable", "true", "tables", "d1")).containsOnlyKeys("tables");
        assertThat(problems("select.from.stable", "true", "tables", "m.d1")).isEmpty();
        String converter = "org.apache.kafka.connect.json.JsonConverter";
        assertThat(problems("value.format", "json", "value.converter", converter))
                .containsOnlyKeys("value.format");
        assertThat(problems("value.format", "json")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"password=hunter2", "a.b.password=hunter2", ".hunter2", "`hunter2", "hunter2\u0001"})
    void noMessageHoldsALineOfAFile(String line) throws Exception {
        Path file = Files.writeString(folder.resolve("secrets"), "m.d1\n" + line + "\n");

        Map<String, List<String>> problems = problems("select.from.stable", "true", "tables", "@" + file);

        assertThat(problems).containsOnlyKeys("tables");
        assertThat(problems.get("tables"))
                .asString()
                .containsAnyOf("in line 2 of the file", "found one in a file")
                .doesNotContain("hunter2");
    }

    @Test
    void onlyRowsThatAreReadOnceAreDeliveredExactlyOnce() {
        assertThat(connector.exactlyOnceSupport(config())).isEqualTo(ExactlyOnceSupport.SUPPORTED);
        assertThat(connector.exactlyOnceSupport(config("mode", "all"))).isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
        assertThat(connector.exactlyOnceSupport(config("mode", "realtime", "excursion", "0s", "delay", "1s")))
                .isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void everyTaskKnowsHowManyThereAre() {
        connector.start(config());
        assertThat(connector.taskConfigs(3))
                .extracting(task -> task.get("task.id") + "/" + task.get("task.count"))
                .containsExactly("0/3", "1/3", "2/3");
        connector.stop();
        connector.start(config("tables", "a,b"));
        assertThat(connector.taskConfigs(3)).hasSize(2);
        connector.stop();
    }

    @Test
    void offsetsCanBeSetAndBadOnesAreRefused() {
        Map<String, ?> table = Map.of("database", "power", "table", "d1");
        Map<String, ?> time = Map.of("time", "2023-11-14T22:13:20.123456789Z");

        assertThat(connector.alterOffsets(config(), Map.of(table, time))).isTrue();
        assertThatThrownBy(() -> connector.alterOffsets(config(), Map.of(table, Map.of("time", "now"))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("expected a time such as");
        assertThatThrownBy(() -> connector.alterOffsets(config(), Map.of(Map.of("topic", "t"), time)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("either table or stable");
    }

    private Map<String, List<String>> problems(String... options) {
        Map<String, List<String>> problems = new HashMap<>();
        connector.validate(config(options)).configValues().forEach(value -> {
            if (!value.errorMessages().isEmpty()) {
                problems.put(value.name(), value.errorMessages());
            }
        });
        return problems;
    }

    private static Map<String, String> config(String... options) {
        Map<String, String> config = new HashMap<>(Map.of(
                "name", "query",
                "connection.url", "jdbc:TAOS-WS://127.0.0.1:1",
                "validate.connection", "false",
                "read.mode", "query",
                "database", "power"));
        return QueryRun.with(config, options);
    }
}
