// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.streams.TestPipeline;
import io.tdconnect.streams.config.OutputOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowJsonTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    private final RowJson rows = new RowJson(OutputOptions.TimestampFormat.ISO);

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                10,
                -10.77,
                0.001,
                0.00099,
                9999999.5,
                1e7,
                123456.7890625,
                0.1 + 0.2,
                1 / 3.0,
                Double.MIN_VALUE,
                1e300,
                100.0000001
            })
    void aDoubleIsWrittenAsJavaWritesIt(double number) {
        assertThat(text(Map.of("v", number))).isEqualTo("{\"v\":" + number + "}");
    }

    @Test
    void everyNumberIsReadAgainAsItWas() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double real = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : random.nextInt() / Math.pow(10, random.nextInt(9));
            long whole = random.nextLong() >> random.nextInt(64);
            if (Double.isFinite(real)) {
                String text = text(Map.of("v", List.of(real, whole)));
                JsonNode read = JACKSON.readTree(text).get("v");
                assertThat(read.get(0).doubleValue()).as(text).isEqualTo(real);
                assertThat(read.get(1).longValue()).as(text).isEqualTo(whole);
                assertThat(text.length()).isLessThanOrEqualTo(("{\"v\":[" + real + "," + whole + "]}").length());
            }
        }
    }

    @Test
    void whatIsNoNumberInJsonIsText() {
        assertThat(text(Map.of("v", List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN))))
                .isEqualTo("{\"v\":[\"NaN\",\"Infinity\",\"NaN\"]}");
    }

    @Test
    void largestAndSmallestNumbersKeepTheirDigits() {
        assertThat(text(Map.of(
                        "v",
                        List.of(
                                Long.MIN_VALUE,
                                Long.MAX_VALUE,
                                0L,
                                (byte) -7,
                                1.5f,
                                new BigDecimal("12345678901234567890.10"),
                                new BigDecimal("1E+3"),
                                new BigDecimal("1E-200000"),
                                BigInteger.TWO.pow(70)))))
                .isEqualTo("{\"v\":[-9223372036854775808,9223372036854775807,0,-7,1.5,12345678901234567890.10,1000,"
                        + "1E-200000,1180591620717411303424]}");
    }

    @Test
    void everyCharacterIsReadAgainAsItWas() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int c = 0; c < 0x11000; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                all.appendCodePoint(c);
            }
        }
        byte[] written = rows.bytes(Map.of("v\"ä", all.toString()));
        assertThat(JACKSON.readTree(written).get("v\"ä").textValue()).isEqualTo(all.toString());
        assertThat(text(Map.of("v", "a/\u007f\t\u0001"))).isEqualTo("{\"v\":\"a/\u007f\\t\\u0001\"}");
    }

    @Test
    void halfAPairOfSurrogatesIsWrittenAsItsEscape() throws IOException {
        assertThat(text(Map.of("v", "x\ud83d!"))).isEqualTo("{\"v\":\"x\\uD83D!\"}");
        try (TestPipeline pipeline = new TestPipeline("stages", "parse", "stages.parse.type", "ParseJson")) {
            assertThat(pipeline.send("{\"a\":\"\\ud83d\"}").values()).containsExactly("{\"a\":\"\\uD83D\"}");
        }
    }

    @Test
    @SuppressWarnings("JavaUtilDate") // Connect's logical types are of this class.
    void structsHaveTimesAndOtherTypesAsTheirSchemasSay() {
        Schema inner = SchemaBuilder.struct()
                .field("n", Schema.OPTIONAL_INT32_SCHEMA)
                .optional()
                .build();
        Schema schema = SchemaBuilder.struct()
                .field("ts", Timestamp.optionalSchema(Precision.US))
                .field("far", Timestamp.optionalSchema(Precision.MS))
                .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
                .field("raw", Schema.BYTES_SCHEMA)
                .field("none", Schema.OPTIONAL_STRING_SCHEMA)
                .field("on", Schema.BOOLEAN_SCHEMA)
                .field("inner", inner)
                .build();
        Struct row = new Struct(schema)
                .put("ts", -1L)
                .put("far", 253_402_300_800_000L)
                .put("day", new Date(86_400_000L))
                .put("raw", ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .put("on", true)
                .put("inner", new Struct(inner));
        assertThat(text(row))
                .isEqualTo("{\"ts\":\"1969-12-31T23:59:59.999999Z\",\"far\":\"+10000-01-01T00:00:00Z\","
                        + "\"day\":\"1970-01-02\",\"raw\":\"AQID\",\"none\":null,\"on\":true,\"inner\":{\"n\":null}}");
        assertThat(text(new Struct(SchemaBuilder.struct().build()))).isEqualTo("{}");
    }

    @Test
    void nestedValuesAndLongOnesAreWrittenWhole() throws IOException {
        String longText = "ä".repeat(2_000_000);
        Map<String, Object> row = Map.of(
                "list", Arrays.asList(List.of(), null, Map.of(), "x"), "empty", Collections.emptyMap(), "t", longText);
        assertThat(JACKSON.readTree(rows.bytes(row))).isEqualTo(JACKSON.valueToTree(row));
        assertThat(text(Map.of("v", 1))).isEqualTo("{\"v\":1}");
    }

    private String text(Object row) {
        return new String(rows.bytes(row), StandardCharsets.UTF_8);
    }
}
