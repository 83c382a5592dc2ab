// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations as lines of {@code tdconnect run}, which become the same configurations again. */
class LineMappingTest {
    private static final String SINK = "io.tdconnect.tdengine.sink.TdengineSinkConnector";
    private static final String BYTES = "org.apache.kafka.connect.converters.ByteArrayConverter";

    @ParameterizedTest
    @MethodSource("io.tdconnect.taosx.CommandLinesTest#names")
    void documentedTasksComeBack(String name) {
        ConnectDocuments documents = ConnectDocuments.of(TaskMapping.map(CommandLinesTest.task(name)), "t1");

        RunLine line = LineMapping.of("t1", documents.source(), documents.sink());

        assertThat(line.problems()).isEmpty();
        assertThat(line.name()).isEqualTo("t1");
        ConnectDocuments again = again(line);
        assertThat(again.source()).isEqualTo(documents.source());
        assertThat(again.sink()).isEqualTo(documents.sink());
        // All of it is in the DSNs.
        assertThat(Objects.requireNonNull(line.task()).options().source()).isEmpty();
        assertThat(line.task().options().sink()).isEmpty();
    }

    @Test
    void optionsWithoutAParameterStandBesideTheDsns() {
        Map<String, String> source = mqtt();
        source.put("message.fields", "ts=$.time");
        source.put("keep.alive.ms", "1500");
        Map<String, String> sink = sink();
        sink.put("transforms", "parse,map");
        sink.put("transforms.parse.type", "io.tdconnect.transforms.ParseJson$Value");
        sink.put("transforms.map.type", "io.tdconnect.transforms.MapToTable");
        sink.put("transforms.map.table", "it's {id}");

        RunLine line = LineMapping.of("meters", source, sink);

        assertThat(line.text())
                .startsWith("tdconnect run -f 'mqtt://anna:${env:MQTT_PASSWORD}@broker:1883?topics=a::1,b")
                .contains("keep_alive=1500ms", "--source-option 'message.fields=ts=$.time'", "--name meters")
                .contains("--sink-option 'transforms=parse,map'", "'transforms.map.table=it'\\''s {id}'");
        comesBack(line, source, sink);
    }

    @Test
    void aCopyOfOneNameMaySayThatDefaultsStay() {
        Map<String, String> source = new TreeMap<>(Map.of(
                "connector.class",
                "TdengineSourceConnector",
                "connection.url",
                "jdbc:TAOS-WS://a:6041,b:6042",
                "database",
                "power",
                "kafka.topic",
                "t"));
        Map<String, String> sink = sink();
        sink.put("topics", "t");

        RunLine line = LineMapping.of("copy", source, sink);

        assertThat(line.text())
                .startsWith("tdconnect run -f 'tmq+ws://a:6041,b:6042/power' -t 'taos+ws://td:6041/plant'")
                .contains("--source-option 'rows.per.record='", "--source-option 'read.mode='");
        comesBack(line, source, sink);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${file:/run/secrets.properties:p}",
                "${env:A}",
                "${vault:secret/data/x:key}",
                "a:b@c/d?e=f&g%20",
                "${env:A}${env:B}",
                "'quoted' \"text\"",
                "@{[!密"
            })
    void loginsAndValuesOfAnyFormComeBack(String text) {
        Map<String, String> source = mqtt();
        source.put("user", text);
        source.put("password", text);
        source.put("client.id.prefix", text);
        source.put("some.option", text);
        Map<String, String> sink = sink();
        sink.put("connection.token", text);
        sink.put("transforms", "tags");
        sink.put("transforms.tags.type", "io.tdconnect.transforms.AddTag");
        sink.put("transforms.tags.tags", "add-tag:a=" + text + "\nadd-tag:b=1");

        RunLine line = LineMapping.of("n", source, sink);

        comesBack(line, source, sink);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"opc.tcp://plc:4840/a b/c", "opc.tcp://[::1]:4840", "${env:ENDPOINT}", "plc", "opc.tcp://h:99999"
            })
    void addressesOfAnyFormComeBack(String endpoint) {
        Map<String, String> source = new TreeMap<>(Map.of(
                "connector.class",
                "io.tdconnect.opcua.OpcuaSourceConnector",
                "endpoint.url",
                endpoint,
                "browse.root",
                "i=85",
                "kafka.topic",
                "t"));
        Map<String, String> sink = sink();
        sink.put("topics", "t");

        comesBack(LineMapping.of("n", source, sink), source, sink);
    }

    @Test
    void aFileOfFailuresTakesThePlaceOfTheirTopic() {
        Map<String, String> sink = sink();
        sink.put("errors.tolerance", "all");
        sink.put("errors.deadletterqueue.topic.name", "dead");

        RunLine line = LineMapping.of("my task", mqtt(), sink);

        assertThat(line.text()).contains("failes-to=my-task-failures.jsonl").doesNotContain("--name");
    }

    @Test
    void whatIsOfAClusterIsNamed() {
        Map<String, String> source = mqtt();
        source.put("producer.override.linger.ms", "5");
        source.put("value.converter", BYTES);
        Map<String, String> sink = sink();
        sink.put("topics", "t,u");
        sink.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");

        RunLine line = LineMapping.of("n", source, sink);

        assertThat(line.notes())
                .anyMatch(note -> note.contains("producer.override.linger.ms"))
                .anyMatch(note -> note.startsWith("value.converter: ") && note.contains("JsonConverter"))
                .anyMatch(note -> note.startsWith("topics: ") && note.endsWith("t,u"));
        assertThat(line.text()).doesNotContain("linger", "converter");
    }

    @Test
    void aConnectorWithoutDriverIsNamed() {
        Map<String, String> source = new TreeMap<>(Map.of("connector.class", "org.example.JdbcSourceConnector"));

        RunLine line = LineMapping.of("n", source, Map.of());

        assertThat(line.text()).isNull();
        assertThat(line.problems())
                .extracting(TaosxProblem::message)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith(
                                        "source: connector.class: expected a connector with a driver for DSNs: MqttSource")
                                .endsWith("found org.example.JdbcSourceConnector"),
                        second -> assertThat(second)
                                .startsWith("sink: connector.class")
                                .endsWith("found none"));
    }

    @Test
    void anOptionThatIsRequiredIsNamed() {
        Map<String, String> source = mqtt();
        source.remove("topics");

        assertThat(LineMapping.of("n", source, sink()).problems())
                .extracting(TaosxProblem::message)
                .containsExactly("from: parameters: expected topics=…, found none");
    }

    @Test
    void optionsThatTheTaskSetsAreRefusedBesideTheDsns() {
        OwnOptions own = new OwnOptions(Map.of("kafka.topic", "x", "name", "y"), Map.of("topics", "x"));
        TaosxTask task = new TaosxTask("mqtt://h?topics=a", "taos://h/db", "{}", List.of(), 0, own);

        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(
                                TaosxException.class, () -> TaskMapping.map(task))
                        .problems())
                .extracting(problem -> problem.place() + ' ' + problem.found())
                .containsExactly("--source-option kafka.topic", "--source-option name", "--sink-option topics");
        assertThat(own.toString()).contains("topics").doesNotContain("x,");
    }

    private static Map<String, String> mqtt() {
        return new TreeMap<>(Map.of(
                "connector.class",
                "io.tdconnect.mqtt.MqttSourceConnector",
                "name",
                "x-source",
                "_tdconnect.task",
                "x",
                "broker.urls",
                "tcp://broker:1883",
                "user",
                "anna",
                "password",
                "${env:MQTT_PASSWORD}",
                "topics",
                "a::1,b",
                "kafka.topic",
                "t"));
    }

    private static Map<String, String> sink() {
        return new TreeMap<>(Map.of(
                "connector.class",
                SINK,
                "connection.url",
                "jdbc:TAOS-WS://td:6041",
                "database",
                "plant",
                "topics",
                "t"));
    }

    private static ConnectDocuments again(RunLine line) {
        TaosxTask task = CommandLine.task(Objects.requireNonNull(line.text()));
        assertThat(task).isEqualTo(line.task());
        return ConnectDocuments.of(TaskMapping.map(task), "t1");
    }

    static void comesBack(RunLine line, Map<String, String> source, Map<String, String> sink) {
        assertThat(line.problems()).isEmpty();
        ConnectDocuments again = again(line);
        assertThat(own(again.source())).isEqualTo(own(source));
        assertThat(own(again.sink())).isEqualTo(own(sink));
    }

    /** Without what Connect adds; one task is the default. */
    private static Map<String, String> own(Map<String, String> config) {
        Map<String, String> own = new TreeMap<>(config);
        own.keySet()
                .removeIf(
                        option -> option.matches(
                                "name|_tdconnect.task|connector.class|(kafka.)?topic|(key|value|header).converter.*|tasks.max"));
        own.computeIfPresent("topics", (option, value) -> value.matches("t1?") ? "t" : value);
        return own;
    }
}
