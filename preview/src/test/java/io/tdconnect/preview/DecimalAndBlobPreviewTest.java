// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** DECIMAL and BLOB in the preview, digit by digit and byte by byte. */
class DecimalAndBlobPreviewTest {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0000000001",
                "-9999999999999999999999999999.9999999999",
                "12345678901234567890.0123456789",
                "0.0000000000",
                "5.0000000000"
            })
    void everyDigitOfADecimalIsShown(String digits) throws IOException {
        Path typed = config("""
                "value.converter":"org.apache.kafka.connect.converters.ByteArrayConverter","transforms":"p,m",
                "transforms.p.type":"io.tdconnect.transforms.ParseJson$Value",
                "transforms.p.fields":"ts:TIMESTAMP(ms), w:DECIMAL(38,10)",
                "transforms.m.type":"io.tdconnect.transforms.MapToTable$Value",
                "transforms.m.stable":"m","transforms.m.table":"d","transforms.m.columns":"ts, w","transforms.m.tags":""
                """);
        for (String text : new String[] {digits, '"' + digits + '"'}) {
            assertShown("{\"ts\":1700000000123,\"w\":" + text + "}", typed, "w", "DECIMAL(38,10)", digits);
        }
        String unscaled = Base64.getEncoder()
                .encodeToString(new BigDecimal(digits).unscaledValue().toByteArray());
        assertShown(
                message(
                        "{\"type\":\"bytes\",\"name\":\"org.apache.kafka.connect.data.Decimal\",\"optional\":true,\"version\":1,"
                                + "\"parameters\":{\"scale\":\"10\",\"td.type\":\"DECIMAL(38,10)\"},\"field\":\"w\"}",
                        "w",
                        unscaled),
                withSchemas(),
                "w",
                "DECIMAL(38,10)",
                digits);
    }

    @Test
    void everyByteOfABlobIsShown() throws IOException {
        byte[] bytes = {0, (byte) 0xff, 0x27, 0x5c, '\n', 'x'};
        String sample = message(
                "{\"type\":\"bytes\",\"optional\":true,\"parameters\":{\"td.type\":\"BLOB\"},\"field\":\"b\"}",
                "b",
                Base64.getEncoder().encodeToString(bytes));

        assertShown(sample, withSchemas(), "b", "BLOB", "0x00ff275c0a78");
        assertThat(out.toString()).contains("VALUES ('2023-11-14T22:13:20.123Z','\\x00ff275c0a78')");
    }

    private void assertShown(String sample, Path config, String column, String type, String value) throws IOException {
        out.getBuffer().setLength(0);
        assertThat(run(sample, "--json", "--config", config.toString()))
                .as(out.toString())
                .isZero();
        JsonNode row = JSON.readTree(out.toString()).path("rows").path(0);
        JsonNode cell = row.path("columns").path(1);
        assertThat(cell.path("name").asText()).isEqualTo(column);
        assertThat(cell.path("type").asText()).isEqualTo(type);
        JsonNode shown = cell.path("value");
        assertThat(shown.isNumber() ? shown.decimalValue().toPlainString() : shown.asText())
                .isEqualTo(value);

        out.getBuffer().setLength(0);
        assertThat(run(sample, "--config", config.toString())).isZero();
        assertThat(out.toString())
                .containsPattern("column +" + column + " +\\Q" + type + "\\E +\\Q" + value + "\\E\\n");
        if (type.startsWith("DECIMAL")) {
            assertThat(out.toString()).contains("VALUES ('2023-11-14T22:13:20.123Z'," + value + ")");
        }
    }

    private static String message(String field, String name, String value) {
        return "{\"schema\":{\"type\":\"struct\",\"fields\":[{\"type\":\"int64\",\"field\":\"ts\"}," + field
                + "]},\"payload\":{\"ts\":1700000000123,\"" + name + "\":\"" + value + "\"}}";
    }

    private Path withSchemas() throws IOException {
        return config(
                "\"value.converter\":\"org.apache.kafka.connect.json.JsonConverter\",\"table\":\"d\",\"stable\":\"m\"");
    }

    private Path config(String options) throws IOException {
        return Files.writeString(
                directory.resolve("sink.json"),
                "{\"connector.class\":\"io.tdconnect.tdengine.sink.TdengineSinkConnector\",\"topics\":\"t\"," + options
                        + "}");
    }

    private int run(String samples, String... arguments) {
        byte[] bytes = samples.getBytes(StandardCharsets.UTF_8);
        return new CommandLine(new PreviewCommand(new ByteArrayInputStream(bytes)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments);
    }
}
