// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Result;
import io.tdconnect.emulator.engine.value.ResultSet;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The bodies of {@code POST /rest/sql}. */
final class RestSql {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long[] TICKS_PER_SECOND = {1_000, 1_000_000, 1_000_000_000};
    private static final DateTimeFormatter[] TIMES = {time("SSS"), time("SSSSSS"), time("SSSSSSSSS")};

    private RestSql() {}

    private static DateTimeFormatter time(String fraction) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss." + fraction + "'Z'")
                .withZone(ZoneOffset.UTC);
    }

    static ObjectNode failure(int code, String text) {
        return JSON.objectNode().put("code", code).put("desc", text);
    }

    static ObjectNode success(Result result) {
        ObjectNode body = JSON.objectNode().put("code", 0);
        ArrayNode meta = body.putArray("column_meta");
        ArrayNode data = body.putArray("data");
        if (result instanceof Result.Updated updated) {
            meta.addArray().add("affected_rows").add("INT").add(4);
            data.addArray().add(updated.affectedRows());
        } else if (result instanceof Result.Rows rows) {
            addRows(meta, data, rows.resultSet());
        }
        return body.put("rows", data.size());
    }

    private static void addRows(ArrayNode meta, ArrayNode data, ResultSet result) {
        for (Column column : result.columns()) {
            meta.addArray().add(column.name()).add(type(column)).add(column.shownLength());
        }
        for (@Nullable Object[] row : result.rows()) {
            ArrayNode cells = data.addArray();
            for (int i = 0; i < row.length; i++) {
                add(cells, result.columns().get(i).type(), row[i], result.precision());
            }
        }
    }

    private static String type(Column column) {
        String name = column.type().sqlName();
        return column.type().decimal() ? name + "(" + column.precision() + "," + column.scale() + ")" : name;
    }

    private static void add(ArrayNode cells, ColumnType type, @Nullable Object value, int precision) {
        if (value == null) {
            cells.addNull();
        } else if (type == ColumnType.TIMESTAMP) {
            cells.add(time((Long) value, precision));
        } else if (value instanceof Boolean truth) {
            cells.add(truth);
        } else if (value instanceof Float number) {
            cells.add(number);
        } else if (value instanceof Double number) {
            cells.add(number);
        } else if (value instanceof BigDecimal number) {
            cells.add(number.toPlainString());
        } else if (value instanceof BigInteger number) {
            cells.add(number);
        } else if (value instanceof Number number) {
            cells.add(number.longValue());
        } else if (value instanceof byte[] bytes) {
            cells.add(text(type, bytes));
        } else {
            cells.add(value.toString());
        }
    }

    private static String time(long ticks, int precision) {
        long perSecond = TICKS_PER_SECOND[precision];
        long nanos = Math.floorMod(ticks, perSecond) * (1_000_000_000 / perSecond);
        return TIMES[precision].format(Instant.ofEpochSecond(Math.floorDiv(ticks, perSecond), nanos));
    }

    private static String text(ColumnType type, byte[] bytes) {
        boolean hex = type == ColumnType.VARBINARY || type == ColumnType.GEOMETRY || type == ColumnType.BLOB;
        return hex ? HexFormat.of().formatHex(bytes) : new String(bytes, StandardCharsets.UTF_8);
    }
}
