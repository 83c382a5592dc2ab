// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PreviewCommandTest {
    private static final Path EXAMPLES = Path.of(System.getProperty("tdconnect.root"), "examples");
    private static final String METER =
            "{\"ts\":1700000000123,\"id\":1,\"current\":10.77,\"voltage\":222,\"phase\":0.77,"
                    + "\"groupid\":7,\"location\":\"California.SanDiego\"}";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void showsEveryStageOfTheExample() throws IOException {
        int status = run(
                Files.readString(EXAMPLES.resolve("preview/messages.txt")),
                "--config",
                EXAMPLES.resolve("preview/messages.json").toString(),
                "--timestamp",
                "1700000000123");

        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                Line 1: {"id": 1, "message": "hello-world"}
                  parse (ParseJson): id=1 INT64, message=hello-world STRING
                  split (Split): id=1 INT64, message=hello-world STRING, message_0=hello STRING, message_1=world STRING
                  filter (Filter): dropped: the condition id != 1 is not true

                Line 2: {"id": 2, "message": "hello-world"}
                  parse (ParseJson): id=2 INT64, message=hello-world STRING
                  split (Split): id=2 INT64, message=hello-world STRING, message_0=hello STRING, message_1=world STRING
                  filter (Filter): id=2 INT64, message=hello-world STRING, message_0=hello STRING, message_1=world STRING
                  map (MapToTable): ts=1700000000123 Timestamp(ms), message_0=hello STRING, message_1=world STRING, id=2 INT32
                  database test, supertable messages, subtable t_2
                            name       type         value
                    column  ts         TIMESTAMP    2023-11-14T22:13:20.123Z
                    column  message_0  VARCHAR(16)  hello
                    column  message_1  VARCHAR(16)  world
                    tag     id         INT          2
                  INSERT INTO `test`.`t_2` USING `test`.`messages` (`id`) TAGS (2) (`ts`,`message_0`,`message_1`) VALUES ('2023-11-14T22:13:20.123Z','hello','world')

                2 samples: 1 rows, 1 dropped, 0 refused
                """);
        assertThat(status).isZero();
    }

    @Test
    void showsTheRowsOfTheQuickstart() throws IOException {
        int status = run(
                METER,
                "--config",
                EXAMPLES.resolve("quickstart/tdengine-sink.json").toString(),
                "--json");

        assertThat(status).isZero();
        JsonNode row = json().get(0).path("rows").path(0);
        assertThat(row.path("database").asText()).isEqualTo("quickstart");
        assertThat(row.path("supertable").asText()).isEqualTo("meters");
        assertThat(row.path("subtable").asText()).isEqualTo("d1");
        assertThat(cells(row.path("columns")))
                .containsExactly(
                        "ts TIMESTAMP 2023-11-14T22:13:20.123Z",
                        "id INT 1",
                        "current FLOAT 10.77",
                        "voltage INT 222",
                        "phase FLOAT 0.77");
        assertThat(cells(row.path("tags"))).hasSize(2).first().isEqualTo("groupid INT 7");
        assertThat(row.path("sql").asText()).startsWith("INSERT INTO `quickstart`.`d1` USING `quickstart`.`meters`");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            meters-parser.json     ; meter                          ; meters     ; d1    ; ts TIMESTAMP 2023-11-14T22:13:20.123Z, id INT 1, current FLOAT 10.77, voltage INT 222, phase FLOAT 0.77 ; groupid INT 7, location VARCHAR(20) California.SanDiego
            kafka-raw-parser.json  ; {"id": 1, "message": "hello"}  ; kafka_data ; t_tp1 ; ts TIMESTAMP 2023-11-14T22:13:20.123Z, o BIGINT 0, k VARCHAR(16) k1, v VARCHAR(64) {"id": 1, "message": "hello"} ; t VARCHAR(16) tp1, p INT 0
            kafka-json-parser.json ; {"id": 1, "message": "hello"}  ; kafka_data ; t_tp1 ; ts TIMESTAMP 2023-11-14T22:13:20.123Z, o BIGINT 0, id INT 1, message VARCHAR(16) hello ; t VARCHAR(16) tp1, p INT 0
            """)
    void showsTheTablesOfParserDocuments(
            String document, String sample, String stable, String table, String columns, String tags)
            throws IOException {
        int status = run(
                "meter".equals(sample) ? METER : sample,
                "--parser",
                EXAMPLES.resolve("preview").resolve(document).toString(),
                "--topic=tp1",
                "--key=k1",
                "--timestamp=1700000000123",
                "--json");

        assertThat(status).isZero();
        JsonNode row = json().get(0).path("rows").path(0);
        assertThat(row.path("supertable").asText()).isEqualTo(stable);
        assertThat(row.path("subtable").asText()).isEqualTo(table);
        assertThat(String.join(", ", cells(row.path("columns")))).isEqualTo(columns);
        assertThat(String.join(", ", cells(row.path("tags")))).isEqualTo(tags);
    }

    @Test
    void namesThePlaceInParserDocumentThatIsWrong() throws IOException {
        Path parser = file("parser.json", "{\"parse\":{\"value\":{\"json\":\"\"}},\"modle\":[]}");

        assertThat(run("{}", "--parser", parser.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("stage parser").contains("/modle");
    }

    @Test
    void showsEveryRowOfArray() throws IOException {
        Path config = file("sink.properties", """
                connector.class=io.tdconnect.tdengine.sink.TdengineSinkConnector
                database=test
                transforms=parse,filter,map
                transforms.parse.type=io.tdconnect.transforms.ParseJson$Value
                transforms.filter.type=io.tdconnect.transforms.Filter$Value
                transforms.filter.condition=id != 1
                transforms.map.type=io.tdconnect.transforms.MapToTable$Value
                transforms.map.stable=messages
                transforms.map.table=t_{id}
                transforms.map.timestamp.field=ts
                """);

        int status = run(
                "[{\"id\":1,\"ts\":1700000000123},{\"id\":2,\"ts\":1700000000123},{\"id\":3,\"ts\":1700000000123}]",
                "--config",
                config.toString(),
                "--json");

        assertThat(status).isZero();
        assertThat(json().get(0).path("rows"))
                .extracting(row -> row.path("subtable").asText())
                .containsExactly("t_2", "t_3");
    }

    @Test
    void namesTheStageThatRefusesSample() {
        String config = EXAMPLES.resolve("quickstart/tdengine-sink.json").toString();

        int status = run("{\"id\":\n\n{\"id\":1}\n" + METER.replace("222", "\"22x\""), "--config", config);

        assertThat(status).isEqualTo(1);
        assertThat(out.toString())
                .contains("  parse (ParseJson): refused: Expected JSON, found a fault at line 1, column")
                .contains("  map (MapToTable): refused: Expected a value in field ts, found none")
                .contains("  map (MapToTable): refused: Field voltage: expected INT")
                .contains("3 samples: 0 rows, 0 dropped, 3 refused");
    }

    @Test
    void saysWhatTheSinkRefuses() throws IOException {
        Path config = file("sink.json", """
                {"name": "x", "config": {
                  "connector.class": "io.tdconnect.tdengine.sink.TdengineSinkConnector",
                  "table": "d{id}", "transforms": "parse",
                  "transforms.parse.type": "io.tdconnect.transforms.ParseJson$Value"}}
                """);

        assertThat(run("{\"ts\":1700000000123}", "--config", config.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("refused: sink: ").contains("{id}");
    }

    @Test
    void appliesPredicatesAndConverters() throws IOException {
        Path config = file("sink.json", """
                {"connector.class": "io.tdconnect.tdengine.sink.TdengineSinkConnector", "topics": "a, b",
                 "value.converter": "org.apache.kafka.connect.json.JsonConverter",
                 "value.converter.schemas.enable": "false",
                 "table": "d{id}", "transforms": "one,two", "predicates": "a",
                 "predicates.a.type": "org.apache.kafka.connect.transforms.predicates.TopicNameMatches",
                 "predicates.a.pattern": "a",
                 "transforms.one.type": "io.tdconnect.transforms.Compute$Value",
                 "transforms.one.set": "id = 7", "transforms.one.predicate": "a",
                 "transforms.two.type": "org.apache.kafka.connect.transforms.Filter",
                 "transforms.two.predicate": "a", "transforms.two.negate": "true"}
                """);
        String[] arguments = {"--config", config.toString(), "--json"};

        assertThat(run("{\"ts\":1700000000123}", arguments)).isZero();
        assertThat(json().get(0).path("stages"))
                .extracting(stage -> stage.path("outcome").asText())
                .containsExactly("passed", "skipped");
        assertThat(json().get(0).path("rows").path(0).path("subtable").asText()).isEqualTo("d7");
        assertThat(run("{\"ts\":1700000000123}", "--config", config.toString(), "--json", "--topic", "b"))
                .isZero();
        assertThat(json().get(1).path("stages"))
                .extracting(stage -> stage.path("outcome").asText())
                .containsExactly("skipped", "dropped");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"transforms":"a"}                                                                  | stage a: expected the option transforms.a.type
            {"transforms":"a","transforms.a.type":"no.such.Class"}                              | stage a (no.such.Class): expected a transform
            {"transforms":"a","transforms.a.type":"java.lang.Object"}                           | stage a (java.lang.Object): expected a transform
            {"transforms":"a","transforms.a.type":"io.tdconnect.transforms.Filter$Value"}       | configuration "condition"
            {"transforms":"a","transforms.a.type":"io.tdconnect.transforms.Filter$Value","transforms.a.condition":"id >"} | line 1, column
            {"transforms":"a","transforms.a.type":"io.tdconnect.transforms.Filter$Value","transforms.a.condition":"id","transforms.a.predicate":"p"} | predicate p
            {"transforms":"a","transforms.a.type":"io.tdconnect.transforms.Filter$Value","transforms.a.condition":"id","transforms.a.on.eror":"x"} | stage a (io.tdconnect.transforms.Filter$Value): Unknown option on.eror of io.tdconnect.transforms.Filter$Value; did you mean on.error?
            {"connector.class":"io.tdconnect.opcua.OpcuaSourceConnector"}                       | expected the configuration of a TDengine sink, found that of a source, io.tdconnect.opcua.OpcuaSourceConnector; give --config of the sink
            {"connector.class":"io.tdconnect.mqtt.MqttSourceConnector"}                         | topics: Missing required configuration
            {"connector.class":"io.tdconnect.mqtt.MqttSourceConnector","broker.urls":"tcp://b:1883","topics":"a/+"} | expected --topic with the MQTT topic
            {"connector.class":"io.tdconnect.mqtt.MqttSourceConnector","broker.urls":"tcp://b:1883","topics":"a","message.fields":"ts"} | message.fields: expected nothing for payload.format=bytes
            {"value.converter":"no.such.Converter"}                                             | value.converter: expected
            {"a":[1]}                                                                           | option a: expected text
            {"a":                                                                               | line 1, column
            []                                                                                  | expected a JSON object
            """)
    void refusesConfigurationsThatMakeNoSense(String config, String message) throws IOException {
        int status = run("{}", "--config", file("c.json", config).toString());

        assertThat(err.toString()).contains(message);
        assertThat(status).isEqualTo(2);
    }

    @Test
    void samplesMayBeDocumentsOverSeveralLines() throws IOException {
        String config = EXAMPLES.resolve("quickstart/tdengine-sink.json").toString();
        int status = run(
                "[" + METER.replace(",", ",\n  ") + ",\n" + METER.replace("\"id\":1", "\"id\":2") + "]\n",
                "--config",
                config,
                "--json",
                "--format",
                "json");

        assertThat(status).isZero();
        assertThat(json())
                .extracting(line -> line.path("rows").path(0).path("subtable").asText())
                .containsExactly("d1", "d2");
        assertThat(run(METER + "{\n\"ts\":", "--config", config, "--format", "json"))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("--format json: expected JSON, found a fault at line 2");
    }

    @Test
    void samplesMayBeCsv() throws IOException {
        String config = EXAMPLES.resolve("quickstart/tdengine-sink.json").toString();
        String names = "ts,id,current,voltage,phase,groupid,location\n";
        int status = run(
                names + "1700000000123,1,10.77,222,0.77,7,\"San, Diego\"\n",
                "--config",
                config,
                "--json",
                "--format",
                "csv");

        assertThat(status).isZero();
        assertThat(json().get(0).path("rows").path(0).toString()).contains("San, Diego");
        assertThat(run(names + "1700000000123,1\n", "--config", config, "--format", "csv"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--format csv: expected 7 columns").contains("found 2 in line 2");
        assertThat(run("", "--config", config, "--format", "xml")).isEqualTo(2);
        assertThat(err.toString()).contains("--format: expected lines, json or csv, found xml");
    }

    @Test
    void refusesMissingFiles() {
        assertThat(run("", "--config", "/no/such/file.json")).isEqualTo(2);
        assertThat(err.toString()).contains("/no/such/file.json");
        assertThat(run("")).isEqualTo(2);
        assertThat(err.toString()).contains("--config");
    }

    private int run(String samples, String... arguments) {
        byte[] bytes = samples.getBytes(StandardCharsets.UTF_8);
        return new CommandLine(new PreviewCommand(new ByteArrayInputStream(bytes)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private List<JsonNode> json() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Arrays.asList(out.toString().split("\n", -1))) {
            if (!line.isBlank()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }

    private static List<String> cells(JsonNode cells) {
        List<String> texts = new ArrayList<>();
        cells.forEach(cell -> texts.add(cell.path("name").asText() + " "
                + cell.path("type").asText() + " " + cell.path("value").asText()));
        return texts;
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
