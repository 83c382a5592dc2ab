// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskMappingTest {
    private static final String TO = "taos+ws://root:taosdata@td2:6041/db2";
    private static final String TMQ = "tmq+ws://root:taosdata@td1:6041/db1";
    private static final String PARSER =
            "{\"parse\":{\"payload\":{\"json\":\"\"}},\"model\":{\"name\":\"d\",\"using\":\"m\",\"columns\":[\"ts\"]}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mqt://host?topics=a|from: driver|found mqt; did you mean mqtt?",
                "tmq+wsss://host/db|from: driver|found tmq+wsss; did you mean tmq+ws",
                "mysql://host/db|from: driver|found mysql",
                "secret:pass@host/db|from: driver|found another",
                "mqtt:host:1883?topics=a|from: address|expected mqtt://HOST:PORT, found no //",
                "mqtt://host:1883?topic=a|from: parameter at position 18|found topic; did you mean topics?",
                "mqtt://host:1883?keepalive=60&topics=a|from: parameter at position 18|did you mean keep_alive?",
                "mqtt://host:1883?topics=a&keep_alive=long|from: parameter keep_alive at position 27|a number of seconds such as 60, found long",
                "mqtt://host:1883?topics=a&version=4|from: parameter version at position 27|expected one of 3.1, 3.1.1, 5, 5.0, found 4",
                "mqtt://host:1883?topics=a&topics=b|from: parameter topics at position 27|expected each parameter once",
                "mqtt://host:1883?topics=a&clean_session=maybe|from: parameter clean_session at position 27|expected true or false, found maybe",
                "mqtt://host:1883?topics=a&log_level=loud|from: parameter log_level at position 27|found loud",
                "mqtt://host:1883?topics=a&keep_alive|from: parameter keep_alive at position 27|expected a value after keep_alive=, found none",
                "mqtt://host:1883|from: parameters|expected topics=…, found none",
                "mqtt://host:1883/plant?topics=a|from: object|found a path",
                "mqtt:///?topics=a|from: host|found none",
                "mqtt://host:0?topics=a|from: port at position 13|expected a number from 1 to 65535, found 0",
                "mqtt://u:50%@host?topics=a|from: password at position 12|two hexadecimal digits after the percent sign"
            })
    void badMqttInputIsRefusedWithItsPlace(String from, String place, String text) {
        assertThat(problems(from, TO, PARSER)).anySatisfy(problem -> {
            assertThat(problem.place()).isEqualTo(place);
            assertThat(problem.message()).contains(text);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tmq://td1:6030|from: object|expected a database after the slash",
                "tmq://td1:6030/db1?offset=2:10&timeout=soon|from: parameter timeout at position 32|expected never, or a number of milliseconds",
                "tmq://td1/db1?experimental.snapshot.enabled=true|from: parameter at position 15|did you mean experimental.snapshot.enable?",
                "tmq://td1/db1?with.meta.delete=false|from: parameter with.meta.delete at position 15|with.meta=false",
                "taos://td1/db1?mode=future|from: parameter mode at position 16|expected one of all, history, realtime, found future",
                "taos://td1/db1?interval=fast|from: parameter interval at position 16|expected a duration such as 500ms, 5s or 10m",
                "taos://td1/db1?stable=a|from: parameter at position 16|did you mean stables?",
                "influxdb+http://h:8086/?bucket=b&beginTime=2023-06-01T00:00:00Z|from: parameters|expected version=…",
                "influxdb+http://h/?version=2.7&bucket=b&beginTime=0|from: parameters|expected token=… for version 2",
                "influxdb+ws://h/?version=1.7&bucket=b&beginTime=0|from: driver|did you mean influxdb",
                "influxdb+http://h/db?version=1.7&bucket=b&beginTime=0|from: object|expected nothing after the host, found a path",
                "influxdb+http://h,i/?version=1.7&bucket=b&beginTime=0|from: host|found 2 of them",
                "influxdb+http://h/?version=1.7&bucket=b&beginTime=0&readWindow=X|from: parameter readWindow at position 53|expected D, H, M or minutes",
                "opcua://plc:4840|from: parameters|csv_config_file=@FILE, or ua.nodes",
                "opcua://plc:4840?ua.nodes=i=1::a&interval=-1|from: parameter interval at position 34|expected a number of seconds",
                "opentsdb+http://h/|from: parameters|expected beginTime=…",
                "kafka://h:9092|from: parameters|topics=a,b or topic_partitions",
                "kafka://h?topics=a&offset_storage=Zookeeper|from: parameter offset_storage at position 20|the task stores its own",
                "kafka://h?topics=a&fallback_offset=ByTime(x)|from: parameter fallback_offset at position 20|ByTime(1700000000000)",
                "local:|from: path|found none",
                "local://host/dir|from: path|leave // out: local:PATH",
                "csv:|from: path|found none",
                "csv:a.csv?has_header=false|from: parameter has_header at position 11|write header=ts,current",
                "csv:a?file_pattern=.*|from: parameter file_pattern at position 7|a pattern in the path"
            })
    void badInputOfOtherSourcesIsRefusedWithItsPlace(String from, String place, String text) {
        String parser = from.startsWith("csv") ? PARSER : null;

        assertThat(problems(from, TO, parser)).anySatisfy(problem -> {
            assertThat(problem.place()).isEqualTo(place);
            assertThat(problem.message()).contains(text);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mqtt://host/db|to: driver|mqtt can only be a source",
                "taos://td2:6030|to: object|expected a database after the slash",
                "taos://td2/db2?asert|to: parameter at position 16|did you mean assert?",
                "taos://td2/db2?batch-size=many|to: parameter batch-size at position 16|expected a whole number, found many",
                "taos://td2/db2.meters|to: object|found a database and a table; give tables other names with -T",
                "taos://td2/db2?failes-to=|to: parameter failes-to at position 16|the path of a file, found none",
                "taos://td2:70000/db2|to: port at position 12|found 70000",
                "taos+ws://td1:6041/db1|to: object|another database than that of the source"
            })
    void badTargetsAreRefusedWithTheirPlace(String to, String place, String text) {
        assertThat(problems(TMQ, to, null)).anySatisfy(problem -> {
            assertThat(problem.place()).isEqualTo(place);
            assertThat(problem.message()).contains(text);
        });
    }

    @Test
    void allProblemsAreReportedAtOnce() {
        assertThat(problems("mqtt://host?keep_alive=x", "taos://td2", "{"))
                .extracting(TaosxProblem::place)
                .containsExactlyInAnyOrder(
                        "from: parameter keep_alive at position 13", "from: parameters", "to: object", "parser");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@/nowhere/parser.json|parser @/nowhere/parser.json|found no such file",
                "parser.json|parser|found a fault at line 1, column 1; a file is written @FILE",
                "{\"parse\":|parser|expected JSON, found a fault at line 1",
                "[1]|parser|expected a JSON object with parse and model, found another JSON value"
            })
    void aMissingOrDamagedParserIsRefusedWithItsPlace(String parser, String place, String text) {
        assertThat(problems("mqtt://host?topics=a", TO, parser)).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo(place);
            assertThat(problem.message()).contains(text);
        });
    }

    @Test
    void aDamagedParserFileIsRefusedWithLineAndColumn(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("parser.json"), "{\n  \"parse\": oops\n}");

        assertThat(problems("mqtt://host?topics=a", TO, "@" + file))
                .singleElement()
                .extracting(TaosxProblem::message)
                .asString()
                .contains(file.toString(), "line 2");
    }

    @Test
    void mqttAndCsvNeedAParserAndOthersMustNotHaveOne() {
        assertThat(problems("mqtt://host?topics=a", TO, null))
                .extracting(TaosxProblem::place)
                .containsExactly("parser");
        assertThat(problems("csv:a.csv", TO, null))
                .extracting(TaosxProblem::place)
                .containsExactly("parser");
        assertThat(problems(TMQ, TO, PARSER))
                .singleElement()
                .extracting(TaosxProblem::alternative)
                .asString()
                .contains("-T");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rename-tabel:prefix:a|did you mean rename-table?",
                "rename-table:prefx:a|did you mean prefix?",
                "rename-table:prefix:|expected a value after rename-table:prefix:",
                "rename-table|expected prefix, suffix, template, replace_with_regex or map after rename-table:, found nothing",
                "rename-child-table:replace_with_regex:a|expected REGULAR_EXPRESSION::REPLACEMENT, found no ::",
                "rename-child-table:map:@./no-such-map.csv|expected a file with lines OLD,NEW",
                "add-tag:site|expected add-tag:NAME=VALUE",
                "drop-table:x|expected rename-table:…"
            })
    void badTransformsAreRefusedWithTheirNumber(String transform, String text) {
        TaosxTask task = new TaosxTask(TMQ, TO, null, List.of("add-tag:a=b", transform), 0);

        assertThat(problems(task)).singleElement().satisfies(problem -> {
            assertThat(problem.place()).isEqualTo("-T number 2");
            assertThat(problem.message()).contains(text);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rename-table:prefix:a_",
                "rename_table:prefix:a_",
                "RenameTable:Prefix:a_",
                "rename-child-table:suffix:_b",
                "rename-super-table:template:{name}_x",
                "RenameChildTable:ReplaceWithRegex:^prefix1(?<old>.*)::prefix2_$old",
                "rename-child-table:replace-with-regex:^a::b",
                "rename-child-table:map:{\"a\": \"b\"}",
                "add-tag:site=north",
                "AddTag:site=north"
            })
    void everySpellingOfTransformsIsAccepted(String transform) {
        MappedTask mapped = TaskMapping.map(new TaosxTask(TMQ, TO, null, List.of(transform), 0));

        assertThat(RealConnectors.problems(mapped.sink())).isEmpty();
        assertThat(mapped.sink().get("transforms")).isIn("rename", "tags");
    }

    @Test
    void transformsKeepTheirOrder() {
        Map<String, String> sink = TaskMapping.map(new TaosxTask(
                        TMQ,
                        TO,
                        null,
                        List.of(
                                "rename-table:prefix:a_",
                                "rename-table:suffix:_b",
                                "add-tag:x=1",
                                "rename-table:prefix:c_"),
                        0))
                .sink();

        assertThat(sink)
                .containsEntry("transforms", "rename,tags,rename2")
                .containsEntry("transforms.rename.rename", "rename-table:prefix:a_\nrename-table:suffix:_b")
                .containsEntry("transforms.tags.tags", "add-tag:x=1")
                .containsEntry("transforms.rename2.rename", "rename-table:prefix:c_");
    }

    @Test
    void aCopyWithinADatabaseNeedsSupertablesAndOtherNames() {
        String to = "taos+ws://td1:6041/db1";
        List<String> rename = List.of("rename-table:prefix:a_");

        assertThat(problems(new TaosxTask(TMQ, to, null, rename, 0)))
                .singleElement()
                .extracting(TaosxProblem::message)
                .asString()
                .contains("from: object: expected DATABASE.STABLE");
        assertThat(TaskMapping.map(new TaosxTask(TMQ + ".meters", to, null, rename, 0))
                        .sink())
                .containsEntry("transforms.rename.unchanged.events", "drop");
    }

    @ParameterizedTest
    @CsvSource({"timeout=never&group.id=g&token=t, all", "timeout=500&compression=true, history", "offset=2:10, history"
    })
    void aSingleTableOfASubscriptionIsReadByQueries(String parameters, String mode) {
        TaosxTask task =
                new TaosxTask("tmq://root:p%40ss@td1:6030/db1.d1?" + parameters, "local:/backup", null, List.of(), 2);
        MappedTask mapped = TaskMapping.map(TaskMapping.ofSingleTable(task).orElseThrow());

        assertThat(RealConnectors.problems(mapped.source())).isEmpty();
        assertThat(mapped.source())
                .containsEntry("read.mode", "query")
                .containsEntry("mode", mode)
                .containsEntry("database", "db1")
                .containsEntry("tables", "d1")
                .containsEntry("connection.password", "p@ss")
                .containsEntry("tasks.max", "2");
        assertThat(TaskMapping.ofSingleTable(new TaosxTask(TMQ, TO, null, List.of(), 0)))
                .isEmpty();
        assertThat(TaskMapping.ofSingleTable(new TaosxTask("mqtt://h/a.b", TO, null, List.of(), 0)))
                .isEmpty();
    }

    @Test
    void thePortOfTheNativeProtocolIsReplacedWithOneNote() {
        MappedTask mapped = TaskMapping.map(
                new TaosxTask("tmq://td1/db1?timeout=never", "taos://td2:6030,td3/db2", null, List.of(), 0));

        assertThat(mapped.source()).containsEntry("connection.url", "jdbc:TAOS-WS://td1:6041");
        assertThat(mapped.sink()).containsEntry("connection.url", "jdbc:TAOS-WS://td2:6041,td3:6041");
        assertThat(mapped.notes()).containsExactly(Gateway.NATIVE_PORT);
    }

    @Test
    void aPortOfAnotherServiceIsNoticed() {
        MappedTask mapped = TaskMapping.map(
                new TaosxTask("mqtt://host:6041?topics=a", "taos+ws://td:8086/db", PARSER, List.of(), 0));

        assertThat(mapped.notes())
                .anyMatch(note -> note.startsWith("from: port: 6041 usually is a port of TDengine"))
                .anyMatch(note -> note.startsWith("to: port: 8086 usually is a port of InfluxDB"));
    }

    @Test
    void jobsAreTasksOfBothSides() {
        MappedTask mapped = TaskMapping.map(new TaosxTask(TMQ, TO, null, List.of(), 4));

        assertThat(mapped.source()).containsEntry("tasks.max", "4").containsEntry("tasks.per.topic", "4");
        assertThat(mapped.sink()).containsEntry("tasks.max", "4");
        assertThat(problems(new TaosxTask(TMQ, TO, null, List.of(), -1)))
                .extracting(TaosxProblem::place)
                .containsExactly("-j");
    }

    @ParameterizedTest
    @ValueSource(strings = {"p@ss", "p:w", "p/w", "p?w", "p#w", "p&w", "p%25w", "%40%3A%2F%3F%23%26%25"})
    void passwordsReachTheConnectorsAndNoText(String written) {
        String password = written.equals("p%25w") ? "p%w" : written.startsWith("%") ? "@:/?#&%" : written;
        TaosxTask task = new TaosxTask(
                "mqtt://user:" + written + "@host:1883?topics=a",
                "taos+ws://root:" + written + "@td:6041/db",
                PARSER,
                List.of(),
                0);
        MappedTask mapped = TaskMapping.map(task);

        assertThat(mapped.source()).containsEntry("password", password);
        assertThat(mapped.sink()).containsEntry("connection.password", password);
        assertThat(List.of(
                        task.toString(),
                        mapped.toString(),
                        mapped.notes().toString(),
                        mapped.hints().toString()))
                .noneMatch(text -> text.contains(password) || text.contains(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mqtt://user:hunter2@host:1883?topic=a",
                "mqtt://user:hunter2@host:70000",
                "mqtt://user:hunter2%@host",
                "mqtt://user:123?hunter2&x=1@host:1883?topics=a",
                "mqtt://user:a@b?hunter2=3&keep_alive=hunter2@host:1883?topics=a",
                "mqtt://user:a@b/hunter2@host:1883?topics=a",
                "user:hunter2@host:1883?topics=a",
                "hunter2:1883",
                "mqtt//user:hunter2@host",
                "influxdb+http://h/?version=1.7&username=u&password=hunter2&buckt=b",
                "influxdb+http://h/?version=2.7&token=hunter2&token=hunter2"
            })
    void noProblemContainsAPassword(String from) {
        assertThat(problems(from, TO, null))
                .isNotEmpty()
                .noneMatch(problem -> problem.message().contains("hunter2"));
    }

    @Test
    void placesOfOptionsAreKnown() {
        EngineHints hints = TaskMapping.map(
                        new TaosxTask("mqtt://host?topics=a&keep_alive=5&log_level=debug", TO, PARSER, List.of(), 0))
                .hints();

        assertThat(hints.sourcePlaces())
                .containsEntry("keep.alive.ms", "from: parameter keep_alive")
                .containsEntry("broker.urls", "from: host");
        assertThat(hints.logLevel()).isEqualTo("debug");
        assertThat(hints.name()).isEqualTo("mqtt-db2");
    }

    private static List<TaosxProblem> problems(String from, String to, @Nullable String parser) {
        return problems(new TaosxTask(from, to, parser, List.of(), 0));
    }

    private static List<TaosxProblem> problems(TaosxTask task) {
        return catchThrowableOfType(TaosxException.class, () -> TaskMapping.map(task))
                .problems();
    }
}
