// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import io.tdconnect.common.template.Template;
import io.tdconnect.expression.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells the table and the columns of points: those of a points file by their line, others by the options. */
final class Layouts {
    private static final List<TableColumn> USUAL = List.of(
            TableColumn.plain(ColumnRole.ORIGINAL_TIME, "ts"),
            TableColumn.plain(ColumnRole.VALUE, PointColumn.DEFAULT_VALUE),
            TableColumn.plain(ColumnRole.QUALITY, "quality"));

    private final PointLayout configured;
    private final List<TagColumn> tags;

    /** Uses a table configuration, which may be empty, and what the options tell beside it. */
    Layouts(String tableConfig, Template stable, Template table, List<TagColumn> tags) {
        TableConfig columns = tableConfig.isBlank() ? new TableConfig(null, USUAL) : TableConfig.parse(tableConfig);
        String prefix = columns.stablePrefix();
        this.tags = tags;
        this.configured = new PointLayout(
                prefix == null ? stable : Template.parse(braced(prefix) + "_{type}"), table, columns.columns(), tags);
    }

    PointLayout of(Point point) {
        return point.properties().containsKey(PointColumn.TBNAME) ? of(point.properties(), tags) : configured;
    }

    /**
     * What a line of a points file tells.
     *
     * @param usualTags for lines without tags
     * @throws IllegalArgumentException if two columns or tags have the same name
     */
    static PointLayout of(Map<String, String> cells, List<TagColumn> usualTags) {
        List<TagColumn> own = new ArrayList<>();
        List<TableColumn> columns = new ArrayList<>();
        for (String name : cells.getOrDefault(PointColumn.ORDER, "").split("\n", -1)) {
            if (name.startsWith(PointColumn.TAG)) {
                own.add(tag(name, cells));
            } else if (PointColumn.TIMES.containsKey(name) && cells.containsKey(name)) {
                columns.add(time(name, cells));
            }
        }
        if (columns.isEmpty()) {
            columns.add(TableColumn.plain(ColumnRole.ORIGINAL_TIME, "ts"));
        }
        columns.add(new TableColumn(
                ColumnRole.VALUE,
                cells.getOrDefault(PointColumn.VALUE_COL, PointColumn.DEFAULT_VALUE),
                kind(cells.get(PointColumn.TYPE)),
                transform(cells.get(PointColumn.VALUE_TRANSFORM))));
        String quality = cells.get(PointColumn.QUALITY_COL);
        if (quality != null) {
            columns.add(TableColumn.plain(ColumnRole.QUALITY, quality));
        }
        return new PointLayout(
                Template.parse(cells.getOrDefault(PointColumn.STABLE, "")),
                Template.parse(cells.getOrDefault(PointColumn.TBNAME, "")),
                columns,
                own.isEmpty() ? usualTags : own);
    }

    private static TagColumn tag(String header, Map<String, String> cells) {
        String cell = cells.getOrDefault(header, "");
        return TagColumn.parse(header.substring(PointColumn.TAG.length()) + "::" + braced(cell));
    }

    private static TableColumn time(String name, Map<String, String> cells) {
        PointColumn.Time time = Objects.requireNonNull(PointColumn.TIMES.get(name));
        return new TableColumn(
                time.role(), Objects.requireNonNull(cells.get(name)), null, transform(cells.get(time.transform())));
    }

    private static @Nullable ColumnKind kind(@Nullable String type) {
        return type == null ? null : ColumnKind.parse(type);
    }

    private static @Nullable Expression transform(@Nullable String text) {
        return text == null ? null : Expression.parse(text, true);
    }

    private static String braced(String literal) {
        return literal.replace("{", "{{").replace("}", "}}");
    }
}
