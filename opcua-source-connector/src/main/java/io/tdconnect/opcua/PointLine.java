// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.template.MissingVariableException;
import io.tdconnect.common.template.Template;
import io.tdconnect.expression.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A line of a list of points. */
final class PointLine {
    private final long line;
    private final Map<String, String> cells = new HashMap<>();

    PointLine(PointHeader header, CSVRecord record, long line) {
        this.line = line;
        if (record.size() != header.names().size()) {
            throw new IllegalArgumentException("line " + line + ": expected "
                    + header.names().size() + " cells as in the header, found " + record.size());
        }
        for (int i = 0; i < record.size(); i++) {
            if (!header.names().get(i).isEmpty() && !record.get(i).isEmpty()) {
                cells.put(header.names().get(i), record.get(i));
            }
        }
        cells.put(PointColumn.ORDER, header.order());
    }

    boolean enabled() {
        String text = cells.getOrDefault(PointColumn.ENABLED, "1").toLowerCase(Locale.ROOT);
        if (List.of("1", "true").contains(text)) {
            return true;
        }
        if (List.of("0", "false").contains(text)) {
            return false;
        }
        throw wrong(PointColumn.ENABLED, "1 or 0, found " + text);
    }

    /** The point; its code is the name of its table. */
    Point point() {
        String node = required(PointColumn.POINT_ID);
        String problem = NodeText.problem(node);
        if (problem != null) {
            throw wrong(PointColumn.POINT_ID, problem.replaceFirst("^expected ", ""));
        }
        check(PointColumn.STABLE, required(PointColumn.STABLE), Template::parse);
        check(PointColumn.TYPE, cells.get(PointColumn.TYPE), ColumnKind::parse);
        for (String transform : List.of(
                PointColumn.VALUE_TRANSFORM,
                PointColumn.TS_TRANSFORM,
                PointColumn.REQUEST_TS_TRANSFORM,
                PointColumn.RECEIVED_TS_TRANSFORM)) {
            check(transform, cells.get(transform), text -> Expression.parse(text, true));
        }
        try {
            Layouts.of(cells, List.of());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + line + ": " + e.getMessage(), e);
        }
        cells.forEach(this::checkTag);
        return new Point(node, table(node), cells);
    }

    private void checkTag(String column, String cell) {
        if (column.startsWith(PointColumn.TAG)) {
            TagColumn tag = TagColumn.parse(column.substring(PointColumn.TAG.length()) + "::");
            try {
                Conversion.convert(tag.kind(), cell);
            } catch (DataException e) {
                throw wrong(column, e.getMessage());
            }
        }
    }

    private String table(String node) {
        String text = required(PointColumn.TBNAME);
        try {
            Template template = Template.parse(text);
            return template.render(PointVariables.of(new Point(node, "", cells), NodeInfo.UNKNOWN, null));
        } catch (MissingVariableException e) {
            // Only the server knows it, so that it names the table later.
            return text;
        } catch (IllegalArgumentException e) {
            throw wrong(PointColumn.TBNAME, e.getMessage());
        }
    }

    private String required(String column) {
        String text = cells.get(column);
        if (text == null) {
            throw wrong(column, "text, found nothing");
        }
        return text;
    }

    private void check(String column, @Nullable String text, Check check) {
        try {
            if (text != null) {
                check.parse(text);
            }
        } catch (IllegalArgumentException e) {
            throw wrong(column, e.getMessage());
        }
    }

    IllegalArgumentException wrong(String column, @Nullable String expectedAndFound) {
        String text = String.valueOf(expectedAndFound);
        return new IllegalArgumentException("line " + line + ", column " + column + ": "
                + (text.startsWith("expected ") ? text : "expected " + text));
    }

    private interface Check {
        Object parse(String text);
    }
}
