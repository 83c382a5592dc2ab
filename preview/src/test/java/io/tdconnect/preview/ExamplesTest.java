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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Every example of the repository on the samples of the pages that it is for, arrays included. */
class ExamplesTest {
    private static final Path ROOT = Path.of(System.getProperty("tdconnect.root"));
    private static final Path EXAMPLES = ROOT.resolve("examples");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --config | preview/messages.json          | preview/messages.txt       | test.messages.t_2 ts=2023-11-14T22:13:20.123Z message_0=hello message_1=world id=2
            --config | preview/messages.json          | preview/messages-array.txt | test.messages.t_2 ts=2023-11-14T22:13:20.123Z message_0=hello message_1=world id=2 & test.messages.t_2 ts=2023-11-14T22:13:20.123Z message_0=hello message_1=word id=2
            --config | quickstart/tdengine-sink.json  | preview/meters-ts.txt      | quickstart.meters.d1 ts=2023-11-14T22:13:20.999Z id=1 current=10.77 voltage=222 phase=0.77 groupid=7 location=California.SanDiego
            --parser | preview/meters-parser.json     | preview/meters.txt         | db.meters.d1 ts=2023-11-14T22:13:20.123Z id=1 current=10.77 voltage=222 phase=0.77 groupid=7 location=California.SanDiego
            """)
    void makesTheRowsOfThePages(String option, String config, String samples, String rows) throws IOException {
        assertThat(run(
                        Files.readString(EXAMPLES.resolve(samples)),
                        option,
                        EXAMPLES.resolve(config).toString()))
                .as(out + "" + err)
                .isZero();

        assertThat(String.join(" & ", rows())).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource({
        "preview/kafka-raw-parser.json, ts o k v, {\"id\": 1; \"message\": \"hello\"}",
        "preview/kafka-json-parser.json, ts o id message, 1"
    })
    void kafkaTopicsHaveTheColumnsOfTheDocument(String parser, String columns, String value) throws IOException {
        String samples = Files.readString(EXAMPLES.resolve("preview/kafka.txt"));

        assertThat(run(samples, "--parser", EXAMPLES.resolve(parser).toString(), "--topic", "tp1"))
                .isZero();

        List<JsonNode> lines = json();
        assertThat(lines).hasSize(10);
        JsonNode row = lines.get(0).path("rows").path(0);
        assertThat(row.path("supertable").asText() + '.' + row.path("subtable").asText())
                .isEqualTo("kafka_data.t_tp1");
        // The keys are null: their column is there all the same.
        assertThat(names(row.path("columns"))).isEqualTo(columns);
        assertThat(names(row.path("tags"))).isEqualTo("t p");
        assertThat(row.path("columns").toString())
                .contains(value.substring(0, (value + ';').indexOf(';')).replace("\"", "\\\""));
    }

    @Test
    void noExampleIsLeftOut() throws IOException {
        Set<String> files = new TreeSet<>();
        for (String folder : List.of("preview", "quickstart")) {
            try (Stream<Path> all = Files.list(EXAMPLES.resolve(folder))) {
                all.filter(file -> file.toString().endsWith(".json"))
                        .forEach(file -> files.add(folder + '/' + file.getFileName()));
            }
        }
        assertThat(files)
                .containsExactly(
                        "preview/kafka-json-parser.json",
                        "preview/kafka-raw-parser.json",
                        "preview/messages.json",
                        "preview/meters-parser.json",
                        // Together with its sink: theQuickstartFromTheMessageToTheRow.
                        "quickstart/mqtt-source.json",
                        "quickstart/tdengine-sink.json");
    }

    @Test
    void theQuickstartFromTheMessageToTheRow() throws IOException {
        assertThat(run(
                        Files.readString(EXAMPLES.resolve("preview/meters-ts.txt")),
                        "--source",
                        EXAMPLES.resolve("quickstart/mqtt-source.json").toString(),
                        "--config",
                        EXAMPLES.resolve("quickstart/tdengine-sink.json").toString(),
                        "--topic",
                        "meters/1"))
                .as(out + "" + err)
                .isZero();
        assertThat(rows())
                .containsExactly(
                        "quickstart.meters.d1 ts=2023-11-14T22:13:20.999Z id=1 current=10.77 voltage=222 phase=0.77"
                                + " groupid=7 location=California.SanDiego");
    }

    @Test
    void theSinkOfTheMqttPageTakesItsMessage() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/from-a-taosx-mqtt-task.md"));
        Path sink = Files.writeString(directory.resolve("sink.json"), tested(page, "sink"));

        assertThat(run(tested(page, "message").replace("\n", ""), "--config", sink.toString()))
                .isZero();
        assertThat(rows())
                .containsExactly("test.meters.d1 ts=2023-11-14T22:13:20.123Z id=1 current=10.77 voltage=222 phase=0.77"
                        + " groupid=7 location=California.SanDiego");
    }

    @Test
    void theSnippetOfTheTaosxPageTakesTheSamplesOfThePages() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/for-taosx-users.md"));
        Matcher snippet = Pattern.compile("(?m)^    transforms=parse,split,filter,map\\n(?:    .*\\n)+")
                .matcher(page);
        assertThat(snippet.find()).isTrue();
        Path config = Files.writeString(
                directory.resolve("sink.properties"),
                "connector.class=io.tdconnect.tdengine.sink.TdengineSinkConnector\ndatabase=test\n" + snippet.group());

        assertThat(run(Files.readString(EXAMPLES.resolve("preview/messages-array.txt")), "--config", config.toString()))
                .as(out + "" + err)
                .isZero();
        assertThat(rows()).hasSize(2).allMatch(row -> row.startsWith("test.messages.t_2 ts=2023-11-14T22:13:20.123Z"));
    }

    @Test
    void samplesOfTheTaskOfTheExplorerAreTaken() throws IOException {
        String document = Files.readString(EXAMPLES.resolve("preview/meters-parser.json"));
        Path task = Files.writeString(
                directory.resolve("task.json"),
                "{\"parser\":" + document + ",\"input\":[\"{\\\"id\\\":1}\",{\"id\":2,\"groupid\":3}],\"format\":{}}");

        assertThat(run("", "--parser", task.toString())).as(out + "" + err).isZero();
        assertThat(rows()).extracting(row -> row.substring(0, 12)).containsExactly("db.meters.d1", "db.meters.d2");
    }

    @Test
    void metadataEventsShowWhatTransformsMakeOfThem() throws IOException {
        Path config = Files.writeString(
                directory.resolve("sink.json"),
                "{\"connector.class\":\"io.tdconnect.tdengine.sink.TdengineSinkConnector\",\"database\":\"d\",\"transforms\":\"r\","
                        + "\"transforms.r.type\":\"io.tdconnect.transforms.RenameTable\",\"transforms.r.prefix\":\"n_\"}");

        assertThat(run(
                        "{\"type\":\"drop\",\"tableNameList\":[\"t3\"]}",
                        "--config",
                        config.toString(),
                        "--header",
                        "td.metadata=drop"))
                .isZero();
        assertThat(json().get(0).path("stages").toString()).contains("n_t3");
    }

    private static String tested(String page, String name) {
        Matcher block = Pattern.compile("<!-- tested: " + name + " -->\\s+```json\\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private int run(String samples, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--timestamp", "1700000000123"));
        return new CommandLine(new PreviewCommand(new ByteArrayInputStream(samples.getBytes(StandardCharsets.UTF_8))))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private List<JsonNode> json() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        return lines;
    }

    private List<String> rows() throws IOException {
        List<String> rows = new ArrayList<>();
        for (JsonNode line : json()) {
            for (JsonNode row : line.path("rows")) {
                StringBuilder text = new StringBuilder(row.path("database").asText()
                        + '.'
                        + row.path("supertable").asText()
                        + '.'
                        + row.path("subtable").asText());
                for (String part : List.of("columns", "tags")) {
                    row.path(part)
                            .forEach(cell -> text.append(' ')
                                    .append(cell.path("name").asText())
                                    .append('=')
                                    .append(cell.path("value").asText()));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }

    private static String names(JsonNode cells) {
        List<String> names = new ArrayList<>();
        cells.forEach(cell -> names.add(cell.path("name").asText()));
        return String.join(" ", names);
    }
}
