// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import io.tdconnect.common.template.MissingVariableException;
import io.tdconnect.common.template.Template;
import io.tdconnect.expression.Expression;
import io.tdconnect.opcua.node.NodeInfo;
import io.tdconnect.opcua.node.NodeText;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.value.ColumnSpec;
import io.tdconnect.opcua.value.ScalarConversion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A line of a points file. */
final class PointFileLine {
    private static final String TEMPLATE = "a template such as opc_{type} whose variables are known";

    private final PointFileHeader header;
    private final long line;
    private final Map<String, String> cells = new HashMap<>();

    PointFileLine(PointFileHeader header, List<String> record, long line) {
        this.header = header;
        this.line = line;
        if (record.size() != header.names().size()) {
            throw PointFileException.at(
                    "line " + line, header.names().size() + " cells as in the header, found " + record.size(), null);
        }
        for (int i = 0; i < record.size(); i++) {
            if (!header.names().get(i).isEmpty() && !record.get(i).isEmpty()) {
                cells.put(header.names().get(i), record.get(i));
            }
        }
        cells.put(PointFileColumns.ORDER, header.order());
    }

    boolean enabled() {
        String text = cells.getOrDefault(PointFileColumns.ENABLED, "1").toLowerCase(Locale.ROOT);
        if (List.of("1", "true").contains(text)) {
            return true;
        }
        if (List.of("0", "false").contains(text)) {
            return false;
        }
        throw wrong(PointFileColumns.ENABLED, "1 or 0", "1 or 0, found " + text);
    }

    /** The point; its code is the name of its table. */
    Point point() {
        String node = required(PointFileColumns.POINT_ID);
        String problem = NodeText.problem(node);
        if (problem != null) {
            throw wrong(
                    PointFileColumns.POINT_ID,
                    "a node such as ns=2;i=2, nsu=URI;s=Name or path=/2:Folder/2:Name",
                    problem);
        }
        check(PointFileColumns.STABLE, required(PointFileColumns.STABLE), TEMPLATE, this::template);
        check(
                PointFileColumns.TYPE,
                cells.get(PointFileColumns.TYPE),
                "a type such as FLOAT, INT UNSIGNED, VARCHAR(200) or TIMESTAMP(ms)",
                ColumnSpec::parse);
        for (String transform : List.of(
                PointFileColumns.VALUE_TRANSFORM,
                PointFileColumns.TS_TRANSFORM,
                PointFileColumns.REQUEST_TS_TRANSFORM,
                PointFileColumns.RECEIVED_TS_TRANSFORM)) {
            check(transform, cells.get(transform), "an expression", text -> Expression.parse(text, true));
        }
        try {
            PointLayouts.of(cells, List.of(), header.tags());
        } catch (IllegalArgumentException e) {
            throw PointFileException.at("line " + line, "different names of columns and tags", e.getMessage());
        }
        cells.forEach(this::checkTag);
        return new Point(node, table(node), cells);
    }

    private void checkTag(String column, String cell) {
        TagColumn tag = header.tags().get(column);
        if (tag != null) {
            try {
                ScalarConversion.convert(tag.spec(), cell);
            } catch (DataException e) {
                throw PointFileException.at(
                        "line " + line + ", a tag",
                        "line " + line + ", column " + column,
                        "a value of the tag's type",
                        e.getMessage());
            }
        }
    }

    private String table(String node) {
        String text = required(PointFileColumns.TBNAME);
        try {
            return template(text).render(PointVariables.of(new Point(node, "", cells), NodeInfo.UNKNOWN, null));
        } catch (MissingVariableException e) {
            // Only the server knows the variable; the table gets its name later.
            return text;
        } catch (IllegalArgumentException e) {
            throw wrong(PointFileColumns.TBNAME, TEMPLATE, e.getMessage());
        }
    }

    /** Parses a template and checks its variables. */
    private Template template(String text) {
        Template template = Template.parse(text);
        PointVariables.check(template, cells.keySet());
        return template;
    }

    private String required(String column) {
        String text = cells.get(column);
        if (text == null) {
            throw wrong(column, "text, found nothing", null);
        }
        return text;
    }

    private void check(String column, @Nullable String text, String expected, Check check) {
        try {
            if (text != null) {
                check.parse(text);
            }
        } catch (IllegalArgumentException e) {
            throw wrong(column, expected, e.getMessage());
        }
    }

    /**
     * The problem of a cell.
     *
     * @param expected must not quote the list
     * @param details may quote the list; null to add no details
     */
    PointFileException wrong(String column, String expected, @Nullable String details) {
        return PointFileException.at("line " + line + ", column " + column, expected, details);
    }

    private interface Check {
        Object parse(String text);
    }
}
