// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.verify.digest.Measure;
import io.tdconnect.verify.digest.TableDigest;
import io.tdconnect.verify.digest.ValueKind;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The statements of a comparison. {@code _c0} is the primary timestamp, whatever its name is. */
final class TdengineSql {
    /** Number of the column that stands for the primary timestamp. */
    static final int TIME_COLUMN = -1;

    private static final String TIME = "_c0";
    private static final String NUMBER = "CAST(_c0 AS BIGINT)";

    private final String database;

    TdengineSql(String database) {
        this.database = database;
    }

    String first(Selection selection, TimeRange range) {
        return "SELECT FIRST(_c0)" + from(selection, null) + where(selection, range);
    }

    String last(Selection selection, TimeRange range) {
        return "SELECT LAST(_c0)" + from(selection, null) + where(selection, range);
    }

    String count(Selection selection, TimeRange range, @Nullable TableKey key) {
        return "SELECT COUNT(*)" + from(selection, key) + where(selection, range);
    }

    /** Name of the table, if the selection has several, time, and the columns. */
    String rows(Selection selection, TimeRange range, @Nullable TableKey key, boolean[] columns) {
        StringJoiner items = new StringJoiner(", ", "SELECT ", "");
        if (selection.stable() && key == null) {
            items.add("tbname");
        }
        items.add(TIME);
        for (int i = 0; i < columns.length; i++) {
            String name = selection.columns().get(i);
            if (columns[i] && name != null) {
                items.add(Identifiers.column(name));
            }
        }
        return items + from(selection, key) + where(selection, range);
    }

    /** Everything, for servers of version 2. */
    String allColumns(Selection selection, TimeRange range, @Nullable TableKey key) {
        return (selection.stable() && key == null ? "SELECT tbname, *" : "SELECT *")
                + from(selection, key)
                + where(selection, range);
    }

    String ordered(String rows) {
        return rows + " ORDER BY " + TIME;
    }

    /** Name of the table, if the selection has several, number of rows, first and last time, and the measures. */
    String aggregates(Selection selection, TimeRange range, List<Measure> measures) {
        StringJoiner items = new StringJoiner(", ", "SELECT ", "");
        if (selection.stable()) {
            items.add("tbname");
        }
        items.add("COUNT(*)").add("FIRST(_c0)").add("LAST(_c0)");
        measures.forEach(measure -> items.add(item(selection, measure)));
        return items
                + from(selection, null)
                + where(selection, range)
                + (selection.stable() ? " PARTITION BY tbname" : "");
    }

    private static String item(Selection selection, Measure measure) {
        if (measure.column() == TIME_COLUMN) {
            // Two parts of its bits, each of which stays exact in a sum.
            return measure.function() == Measure.Function.SUM
                    ? "SUM(" + NUMBER + " & 1048575)"
                    : "SUM(" + NUMBER + " & 1099510579200)";
        }
        String name = Identifiers.column(
                Objects.requireNonNull(selection.columns().get(measure.column()), "a column of this server"));
        ValueKind kind = selection.kinds().get(measure.column());
        boolean real = kind.real();
        if (kind == ValueKind.TEXT && measure.function() != Measure.Function.COUNT) {
            String sum = "CRC32(" + name + ")";
            return measure.function() == Measure.Function.SUM
                    ? "SUM(" + sum + ")"
                    : "SUM((" + NUMBER + " & " + (TableDigest.MOST_WEIGHT - 1) + ") * (" + sum + " & 65535))";
        }
        return switch (measure.function()) {
            case COUNT -> "COUNT(" + name + ")";
            case SUM -> "SUM(" + (real ? name : "CAST(" + name + " AS BIGINT)") + ")";
            case MIN -> "MIN(" + (real ? name : "CAST(" + name + " AS BIGINT)") + ")";
            case MAX -> "MAX(" + (real ? name : "CAST(" + name + " AS BIGINT)") + ")";
            // Exact for numbers up to 8 million; larger ones become the same number on all servers.
            case DIGITS -> "SUM(CAST(" + name + " * 1099511627776 AS BIGINT) & 1099511627775)";
            case WEIGHTED ->
                "SUM((" + NUMBER + " & " + (TableDigest.MOST_WEIGHT - 1) + ") * "
                        + (real ? name : "(CAST(" + name + " AS BIGINT) & 65535)") + ")";
        };
    }

    private String from(Selection selection, @Nullable TableKey key) {
        return " FROM " + Identifiers.table(database, key == null ? selection.name() : key.name());
    }

    private static String where(Selection selection, TimeRange range) {
        return " WHERE _c0 >= " + selection.from(range) + " AND _c0 < " + selection.to(range);
    }
}
