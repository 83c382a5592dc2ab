// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.message.BadMessageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table as the value of a metric; the bits of its cells are not interpreted yet.
 *
 * @param types numbers of the types of the columns
 */
record SparkplugDataSet(List<String> columns, List<Integer> types, List<List<@Nullable Object>> rows) {
    static SparkplugDataSet parse(ProtoReader in) throws BadMessageException {
        List<String> columns = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int field = in.nextField(); field != 0; field = in.nextField()) {
            switch (field) {
                case 2 -> columns.add(in.text());
                case 3 -> addTypes(in, types);
                case 4 -> rows.add(row(in.message()));
                default -> in.skipField();
            }
        }
        return new SparkplugDataSet(columns, types, rows);
    }

    /** A map for each row; types that are missing come from {@code born}. */
    List<Map<String, @Nullable Object>> toMaps(SparkplugTypeTree born) throws BadMessageException {
        List<Map<String, @Nullable Object>> maps = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> cells = new ArrayList<>(row.size());
            for (int i = 0; i < row.size(); i++) {
                int type = i < types.size() ? types.get(i) : 0;
                SparkplugTypeTree ofBirth = born.of(i < columns.size() ? columns.get(i) : null);
                cells.add(SparkplugType.value(type == 0 ? ofBirth.type() : type, row.get(i)));
            }
            maps.add(SparkplugValues.zip(columns, cells));
        }
        return maps;
    }

    SparkplugTypeTree columnTypes() {
        Map<String, SparkplugTypeTree> byName = new HashMap<>();
        for (int i = 0; i < columns.size() && i < types.size(); i++) {
            byName.put(columns.get(i), new SparkplugTypeTree(types.get(i), Map.of()));
        }
        return byName.isEmpty() ? SparkplugTypeTree.NONE : new SparkplugTypeTree(0, byName);
    }

    private static void addTypes(ProtoReader in, List<Integer> types) throws BadMessageException {
        if (!in.isDelimited()) {
            types.add((int) in.varint());
            return;
        }
        ProtoReader packed = in.message();
        while (packed.hasPacked()) {
            types.add((int) packed.nextPacked());
        }
    }

    private static List<@Nullable Object> row(ProtoReader in) throws BadMessageException {
        List<@Nullable Object> cells = new ArrayList<>();
        for (int field = in.nextField(); field != 0; field = in.nextField()) {
            if (field == 1) {
                cells.add(cell(in.message()));
            } else {
                in.skipField();
            }
        }
        return cells;
    }

    private static @Nullable Object cell(ProtoReader in) throws BadMessageException {
        Object value = null;
        for (int field = in.nextField(); field != 0; field = in.nextField()) {
            value = SparkplugValues.scalarOr(value, field - 1, in);
        }
        return value;
    }
}
