// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.tdengine.sink.config.TextOptions.TextPrecision;
import io.tdconnect.tdengine.sink.config.TextOptions.ValueFormat;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowMapper;
import io.tdconnect.tdengine.sink.schemaless.SchemalessTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Properties of any text; the seed is fixed, so that failures are reproducible. */
class TextPropertiesTest {
    private static final int ROUNDS = 20_000;
    private static final String LINE = "m,t=a\\ b,城=x v=1.5,w=\"q\\\"\",i=5i8,b=t,n=L\"é\" 1700000000123456789\n";
    private static final String TELNET = "m.x 1700000000 1.5f32 t=a u=b\nm 1700000000123 \"s\" t=a\n";
    private static final String JSON =
            "[{\"metric\":\"m\",\"timestamp\":1700000000,\"value\":{\"value\":5,\"type\":\"i8\"},"
                    + "\"tags\":{\"t\":\"a\",\"n\":1.5}}]";
    private static final String ALPHABET = "m,t=v \\\"\n\r#0123456789.eE+-iufL{}[]:\t\0`城\ud83d\ude00\ud800";

    private final Random random = new Random(42);

    @ParameterizedTest
    @EnumSource(names = {"LINE", "TELNET", "JSON"})
    void anyTextIsEitherRowsOrABadRecord(ValueFormat format) {
        String seed = format == ValueFormat.LINE ? LINE : format == ValueFormat.TELNET ? TELNET : JSON;
        RowMapper mapper = TextRows.mapper(format, TextPrecision.AUTO);
        int good = 0;
        for (int i = 0; i < ROUNDS; i++) {
            TextRows text = TextRows.of(mapper, Records.of(i, mutated(seed.repeat(1 + random.nextInt(2)))));
            good += text.rows.size();
            assertThat(text.bad).hasSizeLessThanOrEqualTo(1);
            text.reasons().forEach(reason -> assertThat(reason).isNotBlank().doesNotContain("\n", "Exception"));
        }
        assertThat(good).isPositive();
    }

    @Test
    void readsWhatIsWrittenInLineProtocol() {
        RowMapper mapper = TextRows.mapper(ValueFormat.LINE, TextPrecision.AUTO);
        for (int i = 0; i < ROUNDS; i++) {
            Map<String, Object> tags = fields(random.nextInt(4), "t", this::tag);
            Map<String, Object> fields = fields(1 + random.nextInt(5), "f", this::value);
            String line = escaped("m" + random.nextInt(3), ", ")
                    + tags.entrySet().stream()
                            .map(tag ->
                                    ',' + escaped(tag.getKey(), ", =") + '=' + escaped((String) tag.getValue(), ", ="))
                            .collect(Collectors.joining())
                    + ' '
                    + fields.entrySet().stream()
                            .map(field -> escaped(field.getKey(), ", =") + '=' + written(field.getValue()))
                            .collect(Collectors.joining(","))
                    + " 1700000000123456789";

            TextRows text = TextRows.of(mapper, Records.of(i, line));

            assertThat(text.reasons()).as(line).isEmpty();
            Map<String, Object> read = new LinkedHashMap<>();
            Row row = text.rows.get(0);
            for (int field = 1; field < row.shape.fields(); field++) {
                read.put(row.shape.names.get(field), row.value(field));
            }
            read.remove(SchemalessTable.NO_TAG);
            Map<String, Object> expected = new LinkedHashMap<>(tags);
            expected.putAll(fields);
            assertThat(read).as(line).isEqualTo(expected);
        }
    }

    @Test
    void readsEveryDoubleExactly() {
        RowMapper mapper = TextRows.mapper(ValueFormat.LINE, TextPrecision.AUTO);
        for (int i = 0; i < ROUNDS; i++) {
            double number = switch (i % 3) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt(2_000_000) / 1000.0 - 1000;
                default -> random.nextGaussian() * 1e6;
            };
            if (Double.isFinite(number)) {
                Row row = TextRows.of(mapper, Records.of(i, "m,t=a v=" + number + " 1"))
                        .rows
                        .get(0);
                assertThat(row.value(2)).isEqualTo(number);
            }
        }
    }

    private interface Source {
        Object next();
    }

    private Map<String, Object> fields(int count, String prefix, Source source) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            fields.put(prefix + i + word().replaceAll("[`\n\r\t\\\\]", ""), source.next());
        }
        return fields;
    }

    private Object tag() {
        return "x" + word().replaceAll("[\n\r\\\\]", "");
    }

    private Object value() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextDouble();
            case 1 -> random.nextLong();
            case 2 -> random.nextBoolean();
            case 3 -> random.nextFloat();
            default -> word();
        };
    }

    private String word() {
        List<String> parts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            parts.add(List.of("a", "B", "城", " ", ",", "=", "\"", "\\", "\ud83d\ude00", "\n")
                    .get(random.nextInt(10)));
        }
        return String.join("", parts);
    }

    private static String written(Object value) {
        if (value instanceof String text) {
            return '"' + escaped(text.replace("\\", "\\\\"), "\"") + '"';
        }
        return value + (value instanceof Long ? "i64" : value instanceof Float ? "f32" : "");
    }

    private static String escaped(String text, String special) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            escaped.append(special.indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return escaped.toString();
    }

    private String mutated(String text) {
        StringBuilder mutated = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0 && !mutated.isEmpty(); i--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(4)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.insert(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                case 2 -> mutated.setCharAt(at, ALPHABET.charAt(random.nextInt(ALPHABET.length())));
                default -> mutated.setLength(at);
            }
        }
        return mutated.toString();
    }
}
