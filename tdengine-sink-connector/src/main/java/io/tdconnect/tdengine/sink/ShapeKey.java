// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.util.List;

/**
 * What makes a {@link RowShape}.
 *
 * @param fields the schema of a Struct, or the names of the fields of a Map in its order
 */
record ShapeKey(Target target, Object fields) {
    @Override
    public boolean equals(Object other) {
        return other instanceof ShapeKey key
                && (fields == key.fields || fields.equals(key.fields))
                && target.equals(key.target);
    }

    @Override
    public int hashCode() {
        return 31 * target.hashCode() + fields.hashCode();
    }

    /**
     * Where the rows go.
     *
     * @param timestamp name of the primary timestamp's field
     */
    record Target(String database, String stable, List<String> tags, String timestamp) {}
}
