// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Samples that are messages of MQTT, through the source and the sink behind its topic. */
class MqttPreviewTest {
    private static final Path PAGE = Path.of(System.getProperty("tdconnect.root"), "docs", "from-a-taosx-mqtt-task.md");
    private static final String METER =
            "{\"id\":1,\"current\":10.77,\"voltage\":222,\"phase\":0.77,\"groupid\":7,\"location\":\"California.SanDiego\"}";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void thePageAboutMqttMakesTheRowOfItsOwnMessage() throws IOException {
        int status = run(
                METER,
                "--source",
                example("source").toString(),
                "--config",
                example("sink").toString(),
                "--timestamp",
                "1700000000123");

        assertThat(out.toString())
                .contains("source (MqttSource): id=1 Long,", "ts=1700000000123 Long")
                .contains("column  ts        TIMESTAMP    2023-11-14T22:13:20.123Z")
                .contains("database test, supertable meters, subtable d1")
                .contains("1 samples: 1 rows, 0 dropped, 0 refused");
        assertThat(status).as(err.toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--config", "--source"})
    void aSourceAloneShowsItsRecordsAndTransforms(String option) throws IOException {
        Path source = source("\"topics\":\"plant/+/#::0\",\"topic.pattern\":\"site/line\",\"topic.levels\":\"fields\","
                + "\"message.fields\":\"ts,topic,qos\",\"transforms\":\"t\","
                + "\"transforms.t.type\":\"org.apache.kafka.connect.transforms.ReplaceField$Value\","
                + "\"transforms.t.exclude\":\"qos\"");

        int status = run(
                "[{\"v\":1},{\"v\":2,\"ts\":null,\"line\":3}]",
                option,
                source.toString(),
                "--topic",
                "plant/7/temp",
                "--timestamp",
                "1700000000123");

        List<String> stages = lines("  t (ReplaceField): ");
        assertThat(stages).hasSize(2);
        assertThat(fields(stages.get(0)))
                .containsExactlyInAnyOrder(
                        "v=1 Long",
                        "ts=1700000000123 Long",
                        "topic=plant/7/temp String",
                        "site=plant String",
                        "line=7 String");
        assertThat(fields(stages.get(1)))
                .containsExactlyInAnyOrder(
                        "v=2 Long", "ts=null", "topic=plant/7/temp String", "site=plant String", "line=3 Long");
        assertThat(lines("  source (MqttSource): ").get(0)).contains("qos=0 Long");
        assertThat(out.toString()).contains("2 samples: 0 rows, 0 dropped, 0 refused");
        assertThat(status).as(err.toString()).isZero();
    }

    @Test
    void aParserDocumentComesBehindTheTopic() throws IOException {
        Path source = source("\"topics\":\"meters/1\",\"message.fields\":\"ts\"");
        Path parser = file(
                "p.json",
                "{\"parse\":{\"qos\":{\"as\":\"INT\"},\"value\":{\"json\":\"\"}},\"model\":{\"name\":\"d{id}\","
                        + "\"using\":\"m\",\"columns\":[\"ts\",\"id\"],\"tags\":[\"qos\"]}}");

        assertThat(run(
                        "{\"id\":1}",
                        "--source",
                        source.toString(),
                        "--parser",
                        parser.toString(),
                        "--timestamp",
                        "1700000000123"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("subtable d1", "tag     qos   INT").contains("2023-11-14T22:13:20.123Z");
    }

    @Test
    void convertersOfBothSidesMustFit() throws IOException {
        Path source = source(
                "\"topics\":\"a\",\"value.converter\":\"org.apache.kafka.connect.converters.ByteArrayConverter\"");

        assertThat(run(
                        "{}",
                        "--source",
                        source.toString(),
                        "--config",
                        example("sink").toString()))
                .isEqualTo(1);
        assertThat(lines("  refused: "))
                .containsExactly(
                        "value.converter: expected bytes for ByteArrayConverter, found a value of class LinkedHashMap");
    }

    @Test
    void whatTheSourceCannotDecodeIsRefusedWithItsReason() throws IOException {
        Path source = source("\"topics\":\"a/#\",\"on.error\":\"skip\"");

        assertThat(run("{\"a\":1,\"a\":2}\nno JSON\n{}", "--config", source.toString(), "--topic", "a/1"))
                .isEqualTo(1);
        assertThat(lines("  refused: ").get(0)).startsWith("source: ").contains("found /a twice");
        assertThat(lines("  refused: ")).hasSize(2);
        assertThat(run("{}", "--config", source.toString(), "--topic", "b")).isEqualTo(1);
        assertThat(out.toString()).contains("expected an MQTT topic that a filter of topics matches, found b");
    }

    @Test
    void whatASourceSetsIsNoOptionOfTheCommand() throws IOException {
        Path source = source("\"topics\":\"a\"");

        assertThat(run("{}", "--source", source.toString(), "--header", "x=y")).isEqualTo(2);
        assertThat(err.toString()).contains("neither --key nor --header");
        assertThat(run("{}", "--source", example("sink").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--source: expected connector.class=MqttSourceConnector");
    }

    private Path source(String options) throws IOException {
        return file(
                "source.json",
                "{\"connector.class\":\"io.tdconnect.mqtt.MqttSourceConnector\",\"broker.urls\":\"tcp://broker:1883\","
                        + "\"payload.format\":\"json\",\"password\":\"${file:/etc/x:p}\"," + options + "}");
    }

    /** A configuration of the page. */
    private Path example(String name) throws IOException {
        Matcher block = Pattern.compile("<!-- tested: " + name + " -->\\s*```json\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as(name).isTrue();
        return file(name + ".json", block.group(1));
    }

    private List<String> lines(String start) {
        List<String> found = new ArrayList<>();
        for (String line : Arrays.asList(out.toString().split("\n", -1))) {
            if (line.startsWith(start)) {
                found.add(line.substring(start.length()));
            }
        }
        return found;
    }

    private static List<String> fields(String line) {
        return List.of(line.split(", ", -1));
    }

    private int run(String samples, String... arguments) {
        byte[] bytes = samples.getBytes(StandardCharsets.UTF_8);
        return new CommandLine(new PreviewCommand(new ByteArrayInputStream(bytes)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
