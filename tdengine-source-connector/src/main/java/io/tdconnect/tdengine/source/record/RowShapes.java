// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The shapes of the tables of a database, one for all tables that have the same. For use by one thread. */
public final class RowShapes {
    private static final int MOST = 1_000;

    private final Precision precision;
    private final Map<List<List<Column>>, RowShape> shapes = new HashMap<>();

    public RowShapes(Precision precision) {
        this.precision = precision;
    }

    public Precision precision() {
        return precision;
    }

    public RowShape of(List<Column> columns, List<Column> tags) {
        if (shapes.size() >= MOST) {
            shapes.clear();
        }
        return shapes.computeIfAbsent(List.of(columns, tags), key -> RowShape.ofTable(precision, columns, tags));
    }
}
