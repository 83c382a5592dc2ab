// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import io.tdconnect.common.template.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The table of a point and its columns.
 *
 * @param columns the primary timestamp first; exactly one is for the value
 */
public record PointLayout(Template stable, Template table, List<TableColumn> columns, List<TagColumn> tags) {
    public PointLayout {
        columns = List.copyOf(columns);
        tags = List.copyOf(tags);
        Set<String> names = new HashSet<>();
        columns.forEach(column -> requireNew(column.name(), names));
        tags.forEach(tag -> requireNew(tag.name(), names));
    }

    public TableColumn timestamp() {
        return columns.get(0);
    }

    public TableColumn value() {
        for (TableColumn column : columns) {
            if (column.role() == TableColumn.Role.VALUE) {
                return column;
            }
        }
        throw new IllegalStateException("expected a column for the value, found none");
    }

    /** The columns reordered so that {@code primary} comes first. */
    static List<TableColumn> withFirst(TableColumn primary, List<TableColumn> columns) {
        List<TableColumn> ordered = new ArrayList<>(List.of(primary));
        columns.stream().filter(column -> !column.name().equals(primary.name())).forEach(ordered::add);
        return ordered;
    }

    private static void requireNew(String name, Set<String> names) {
        if (!names.add(name)) {
            throw new IllegalArgumentException(
                    "expected different names of columns and tags, found two called " + name);
        }
    }
}
