// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine;

import io.tdconnect.emulator.engine.store.DatabaseOptions;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Result;
import io.tdconnect.emulator.engine.value.ResultSet;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers as text: the head, then the rows sorted, since their order is the server's choice. */
public final class Answers {
    private Answers() {}

    public static String of(Session session, String sql) {
        try {
            Result result = session.execute(sql);
            if (result instanceof Result.Updated updated) {
                return "affected_rows:INT(4) [[" + updated.affectedRows() + "]]";
            }
            return text(((Result.Rows) result).resultSet());
        } catch (TdengineException e) {
            return "!! 0x" + Integer.toHexString(e.code()) + " " + e.text();
        }
    }

    static String text(ResultSet rows) {
        String head = rows.columns().stream()
                .map(column -> column.name() + ":" + column.type().sqlName() + "(" + column.length() + ")")
                .collect(Collectors.joining(" "));
        List<String> texts = new ArrayList<>();
        for (@Nullable Object[] row : rows.rows()) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.length; i++) {
                cells.add(cell(row[i], rows.columns().get(i).type(), rows.precision()));
            }
            texts.add("[" + String.join(", ", cells) + "]");
        }
        return head + " [" + String.join(", ", texts) + "]";
    }

    private static String cell(@Nullable Object cell, ColumnType type, int precision) {
        if (cell == null) {
            return "null";
        }
        return switch (type) {
            case TIMESTAMP -> "\"" + time((Long) cell, precision) + "\"";
            case VARBINARY, GEOMETRY, BLOB -> "\"" + HexFormat.of().formatHex((byte[]) cell) + "\"";
            case JSON -> Cells.text(cell).replace("\":", "\": ").replace(",", ", ");
            case FLOAT, DOUBLE -> number(((Number) cell).doubleValue(), cell);
            case DECIMAL, DECIMAL64 -> ((BigDecimal) cell).toPlainString();
            case VARCHAR, NCHAR -> quoted(Cells.text(cell));
            default -> cell.toString();
        };
    }

    private static String number(double value, Object cell) {
        return value == Math.rint(value) ? Long.toString((long) value) : cell.toString();
    }

    private static String time(long ticks, int precision) {
        long perSecond = DatabaseOptions.ticksPerSecond(precision);
        Instant instant = Instant.ofEpochSecond(
                Math.floorDiv(ticks, perSecond), Math.floorMod(ticks, perSecond) * (1_000_000_000L / perSecond));
        String fraction = "S".repeat(3 * (precision + 1));
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss." + fraction + "'Z'")
                .withZone(ZoneOffset.UTC)
                .format(instant);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }

    /** The same answer whatever the order of its rows. */
    static String sorted(String answer) {
        int open = answer.indexOf("[[");
        if (open < 0 || !answer.endsWith("]]")) {
            return answer;
        }
        List<String> rows = new ArrayList<>(
                List.of(answer.substring(open + 2, answer.length() - 2).split("\\], \\[", -1)));
        Collections.sort(rows);
        return answer.substring(0, open) + rows;
    }
}
