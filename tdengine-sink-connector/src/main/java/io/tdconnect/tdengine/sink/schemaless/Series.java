// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import org.jspecify.annotations.Nullable;

/** The points with the same measurement and the same tags: a subtable. */
final class Series {
    final SchemalessTable table;
    /** Name of the subtable. */
    final String name;
    /** The values of the tags in the order of the table. */
    final @Nullable Object[] tags;

    /** The shape of the point before. */
    @Nullable
    PointShape lastShape;

    Series(SchemalessTable table, String name, @Nullable Object[] tags) {
        this.table = table;
        this.name = name;
        this.tags = tags;
    }
}
