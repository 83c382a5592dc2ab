// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The records and sinks of docs/other-connectors.md fit each other. */
class OtherConnectorsTest {
    private static final Path PAGE = Path.of(System.getProperty("tdconnect.root"), "docs", "other-connectors.md");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "jdbc, taken_at=2023-11-14T22:13:20.123Z id=1 temperature=21.5",
        "debezium, taken_at=2023-11-14T22:13:20.123456Z temperature=21.5",
        "file, ts=2023-11-14T22:13:20.123Z temperature=21.5"
    })
    void recordsBecomeRows(String connector, String columns) throws IOException {
        JsonNode result = preview(block(connector + "-message"), block(connector + "-sink"));

        assertThat(result.path("rows")).hasSize(1);
        JsonNode row = result.path("rows").path(0);
        assertThat(row.path("database").asText()
                        + '.'
                        + row.path("supertable").asText()
                        + '.'
                        + row.path("subtable").asText())
                .isEqualTo("plant.readings.r_d1");
        assertThat(cells(row.path("tags"))).isEqualTo("device=d1");
        assertThat(cells(row.path("columns"))).isEqualTo(columns);
    }

    @Test
    void deletedRowsWriteNothing() throws IOException {
        ObjectNode change = (ObjectNode) JSON.readTree(block("debezium-message"));
        ObjectNode payload = (ObjectNode) change.path("payload");
        payload.set("before", payload.path("after").deepCopy());
        payload.putNull("after").put("op", "d");

        JsonNode result = preview(change.toString(), block("debezium-sink"));

        assertThat(result.path("rows")).isEmpty();
        assertThat(result.path("stages"))
                .singleElement()
                .satisfies(stage -> assertThat(stage.path("outcome").asText()).isEqualTo("passed"));
    }

    @Test
    void changesThatNobodyUnpacksAreBadRecords() throws IOException {
        ObjectNode sink = (ObjectNode) JSON.readTree(block("debezium-sink"));
        sink.remove("transforms");

        assertThat(preview(block("debezium-message"), sink.toString()).toString())
                .contains("needs a value for {device}");
    }

    private JsonNode preview(String message, String sink) throws IOException {
        Path config = Files.writeString(directory.resolve("sink.json"), sink);
        String sample = JSON.readTree(message).toString();
        new CommandLine(new PreviewCommand(new ByteArrayInputStream(sample.getBytes(StandardCharsets.UTF_8))))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("--config", config.toString(), "--json");
        assertThat(err.toString()).isEmpty();
        return JSON.readTree(out.toString());
    }

    private static String cells(JsonNode cells) {
        List<String> texts = new ArrayList<>();
        cells.forEach(cell ->
                texts.add(cell.path("name").asText() + '=' + cell.path("value").asText()));
        return String.join(" ", texts);
    }

    private static String block(String name) throws IOException {
        Matcher block = Pattern.compile("<!-- tested: " + name + " -->\\s+```json\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).as(name).isTrue();
        return block.group(1);
    }
}
