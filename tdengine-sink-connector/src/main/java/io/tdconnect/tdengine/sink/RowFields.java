// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The fields that rows have in common, and the shapes that they have at their targets. For use by one thread. */
final class RowFields {
    // Targets multiply where each subtable or normal table is one.
    private static final int MAX_SHAPES = 100_000;

    final List<String> names;
    final List<@Nullable Schema> schemas;

    private final Map<RowTarget, RowShape> shapes = new HashMap<>();
    private @Nullable RowTarget lastTarget;
    private @Nullable RowShape lastShape;

    /**
     * @param schemas null for fields without one
     * @throws DataException if two fields have the same name
     */
    RowFields(List<String> names, List<@Nullable Schema> schemas) {
        this.names = names;
        this.schemas = schemas;
        Set<String> distinct = new HashSet<>();
        for (String name : names) {
            if (!distinct.add(name)) {
                throw new DataException("Two fields are called " + name
                        + " when nested ones are made flat; choose another " + RoutingOptions.FLATTEN_DELIMITER);
            }
        }
    }

    /**
     * The shape of such rows at a target.
     *
     * @throws RowException if they have no primary timestamp
     */
    RowShape shape(RowTarget target) {
        RowShape shape = lastShape;
        if (shape == null || !target.equals(lastTarget)) {
            if (shapes.size() >= MAX_SHAPES) {
                shapes.clear();
            }
            shape = shapes.computeIfAbsent(target, this::newShape);
            lastTarget = target;
            lastShape = shape;
        }
        return shape;
    }

    private RowShape newShape(RowTarget target) {
        int timestamp = names.indexOf(target.timestamp());
        if (timestamp < 0) {
            throw target.withoutTimestamp();
        }
        Set<String> tags = Set.copyOf(target.tags());
        return new RowShape(target.database(), target.table(), names, schemas, tags, timestamp).of(target.kind());
    }
}
