// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.row.RowShape;
import java.util.List;

/** The fields of a point in their order, and the shape of its rows. */
final class PointShape {
    final String[] names;
    final RowShape rows;
    private final ColumnType[] types;

    PointShape(List<String> names, List<ColumnType> types, RowShape rows) {
        this.names = names.toArray(String[]::new);
        this.types = types.toArray(ColumnType[]::new);
        this.rows = rows;
    }

    boolean isField(int index, String name, ColumnType type) {
        return index < names.length && types[index] == type && names[index].equals(name);
    }
}
