// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import io.tdconnect.common.template.Template;
import io.tdconnect.expression.Expression;
import io.tdconnect.opcua.node.Point;
import io.tdconnect.opcua.value.ColumnSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the table and the columns of points: for those of a points file by their line, for others by the options. */
public final class PointLayouts {
    private static final List<TableColumn> USUAL = List.of(
            TableColumn.plain(TableColumn.Role.ORIGINAL_TIME, "ts"),
            TableColumn.plain(TableColumn.Role.VALUE, PointFileColumns.DEFAULT_VALUE),
            TableColumn.plain(TableColumn.Role.QUALITY, "quality"));

    private final PointLayout configured;
    private final List<TagColumn> tags;

    /** Layouts from a table configuration, which may be empty, and from the options. */
    public PointLayouts(String tableConfig, Template stable, Template table, List<TagColumn> tags) {
        TableConfig columns = tableConfig.isBlank() ? new TableConfig(null, USUAL) : TableConfig.parse(tableConfig);
        String prefix = columns.stablePrefix();
        this.tags = tags;
        this.configured = new PointLayout(
                prefix == null ? stable : Template.parse(braced(prefix) + "_{type}"), table, columns.columns(), tags);
    }

    public PointLayout of(Point point) {
        return point.properties().containsKey(PointFileColumns.TBNAME)
                ? of(point.properties(), tags, Map.of())
                : configured;
    }

    /**
     * The layout for a line of a points file.
     *
     * @param usualTags tags for lines without any
     * @param known tags by the names of their columns, without values; others are read from those names
     * @throws IllegalArgumentException if two columns or tags have the same name
     */
    public static PointLayout of(Map<String, String> cells, List<TagColumn> usualTags, Map<String, TagColumn> known) {
        List<TagColumn> own = new ArrayList<>();
        List<TableColumn> columns = new ArrayList<>();
        for (String name : cells.getOrDefault(PointFileColumns.ORDER, "").split("\n", -1)) {
            if (name.startsWith(PointFileColumns.TAG)) {
                TagColumn tag = known.get(name);
                own.add(tag == null ? tag(name, cells) : tag);
            } else if (PointFileColumns.TIMES.containsKey(name) && cells.containsKey(name)) {
                columns.add(time(name, cells));
            }
        }
        if (columns.isEmpty()) {
            columns.add(TableColumn.plain(TableColumn.Role.ORIGINAL_TIME, "ts"));
        }
        columns.add(new TableColumn(
                TableColumn.Role.VALUE,
                cells.getOrDefault(PointFileColumns.VALUE_COL, PointFileColumns.DEFAULT_VALUE),
                spec(cells.get(PointFileColumns.TYPE)),
                transform(cells.get(PointFileColumns.VALUE_TRANSFORM))));
        String quality = cells.get(PointFileColumns.QUALITY_COL);
        if (quality != null) {
            columns.add(TableColumn.plain(TableColumn.Role.QUALITY, quality));
        }
        return new PointLayout(
                Template.parse(cells.getOrDefault(PointFileColumns.STABLE, "")),
                Template.parse(cells.getOrDefault(PointFileColumns.TBNAME, "")),
                columns,
                own.isEmpty() ? usualTags : own);
    }

    private static TagColumn tag(String header, Map<String, String> cells) {
        String cell = cells.getOrDefault(header, "");
        return TagColumn.parse(header.substring(PointFileColumns.TAG.length()) + "::" + braced(cell));
    }

    private static TableColumn time(String name, Map<String, String> cells) {
        PointFileColumns.Time time = Objects.requireNonNull(PointFileColumns.TIMES.get(name));
        return new TableColumn(
                time.role(), Objects.requireNonNull(cells.get(name)), null, transform(cells.get(time.transform())));
    }

    private static @Nullable ColumnSpec spec(@Nullable String type) {
        return type == null ? null : ColumnSpec.parse(type);
    }

    private static @Nullable Expression transform(@Nullable String text) {
        return text == null ? null : Expression.parse(text, true);
    }

    private static String braced(String literal) {
        return literal.replace("{", "{{").replace("}", "}}");
    }
}
