// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {
    private static final List<ColumnType> TYPES = List.of(ColumnType.values());
    private static final RowShape SHAPE = RowShape.ofTable(
            Precision.NS,
            TYPES.stream()
                    .map(type -> new Column("c \"" + type + "\" 列", type, 9))
                    .toList(),
            List.of(new Column("g", ColumnType.NCHAR, 4)));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textIsWhatJsonConverterWrites(boolean list) {
        List<@Nullable Object[]> rows =
                list ? List.of(row(1), row(-7), nulls(), row(100)) : List.<@Nullable Object[]>of(row(5));
        JsonValues json = new JsonValues(SHAPE, list);

        Object text = json.of(rows);

        assertThat(json.schema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(text).isEqualTo(converted(new StructValues(SHAPE, list), rows));
        assertThat(json.of(rows)).isEqualTo(text);
    }

    @Test
    void notANumberIsText() {
        RowShape shape = RowShape.ofResult(
                Precision.MS, List.of(new Column("d", ColumnType.DOUBLE), new Column("f", ColumnType.FLOAT)));
        List<@Nullable Object[]> rows = List.<@Nullable Object[]>of(new Object[] {Double.NaN, Float.NEGATIVE_INFINITY});

        assertThat(new JsonValues(shape, false).of(rows)).isEqualTo("{\"d\":\"NaN\",\"f\":\"-Infinity\"}");
        assertThat(converted(new StructValues(shape, false), rows)).isEqualTo("{\"d\":\"NaN\",\"f\":\"-Infinity\"}");
    }

    @Test
    void valuesThatRowsShareAreTheSameText() {
        String tag = "\"漢 tag";
        RowShape shape = RowShape.ofTable(
                Precision.MS,
                List.of(new Column("t", ColumnType.TIMESTAMP, 8)),
                List.of(new Column("g", ColumnType.NCHAR, 9), new Column("h", ColumnType.NCHAR, 9)));
        List<@Nullable Object[]> rows = List.<@Nullable Object[]>of(
                new Object[] {1L, tag, "h"}, new @Nullable Object[] {2L, null, "h"}, new Object[] {3L, tag, "other"});
        JsonValues json = new JsonValues(shape, true);

        for (List<@Nullable Object[]> some : List.of(rows, rows.subList(1, 3), rows)) {
            assertThat(json.of(some)).isEqualTo(converted(new StructValues(shape, true), some));
        }
    }

    private static String converted(StructValues structs, List<@Nullable Object[]> rows) {
        try (JsonConverter converter = new JsonConverter()) {
            converter.configure(Map.of("schemas.enable", "false", "decimal.format", "NUMERIC"), false);
            byte[] bytes = converter.fromConnectData("t", structs.schema(), structs.of(rows));
            // The same character, which JsonConverter alone escapes.
            return new String(bytes, StandardCharsets.UTF_8).replace("\\uD834\\uDD1E", "𝄞");
        }
    }

    private static @Nullable Object[] row(int seed) {
        @Nullable Object[] row = nulls();
        for (int i = 0; i < TYPES.size(); i++) {
            row[i] = value(TYPES.get(i), seed);
        }
        row[TYPES.size()] = "标签\n" + seed;
        return row;
    }

    private static @Nullable Object[] nulls() {
        return new @Nullable Object[TYPES.size() + 1];
    }

    private static Object value(ColumnType type, int seed) {
        return switch (type) {
            case BOOL -> seed > 0;
            case TINYINT -> (byte) seed;
            case SMALLINT, TINYINT_UNSIGNED -> (short) seed;
            case INT, SMALLINT_UNSIGNED -> seed * 1_000;
            case BIGINT, INT_UNSIGNED -> seed * 10_000_000_000L;
            case TIMESTAMP -> 1_700_000_000_123_456_789L + seed;
            case BIGINT_UNSIGNED -> new BigDecimal("18446744073709551615");
            case FLOAT -> seed * 0.25f;
            case DOUBLE -> seed * 1.5e10;
            case DECIMAL, DECIMAL64 -> seed + ".50";
            case VARCHAR, NCHAR, JSON -> "\"é漢\\\t\u0001𝄞/" + seed;
            case VARBINARY, GEOMETRY, BLOB -> bytes(seed);
        };
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[Math.abs(seed)];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }
}
