// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The fields that rows share, and the shape of these rows for each target. For use by one thread. */
public final class RowFields {
    /** The most columns and tags of a table. */
    public static final int MAX_FIELDS = 4_096 + 128;

    final List<String> names;
    final List<@Nullable Schema> schemas;

    private final RetainedBytes retained;
    private final Map<RowTarget, RowShape> shapes = new HashMap<>();
    private @Nullable RowTarget lastTarget;
    private @Nullable RowShape lastShape;

    /**
     * @param schemas null for fields without one
     * @param retained counts the shapes
     * @throws RowException if a table cannot have so many
     */
    RowFields(List<String> names, List<@Nullable Schema> schemas, RetainedBytes retained) {
        this.names = names;
        this.schemas = schemas;
        this.retained = retained;
        if (names.size() > MAX_FIELDS) {
            throw new RowException(
                    Fault.OTHER,
                    "Expected at most " + MAX_FIELDS + " fields, the most columns and tags of a table, found "
                            + names.size());
        }
    }

    /** A name that two fields have; null if all names are different. */
    @Nullable
    String twice() {
        Set<String> distinct = new HashSet<>();
        for (String name : names) {
            if (!distinct.add(name)) {
                return name;
            }
        }
        return null;
    }

    /**
     * The shape of rows with these fields at a target.
     *
     * @throws RowException if they have no primary timestamp
     */
    public RowShape shape(RowTarget target) {
        RowShape shape = lastShape;
        if (shape == null || !target.equals(lastTarget)) {
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
        retained.add(target.tags());
        retained.add(target.database().length() + target.table().length());
        return new RowShape(target.database(), target.table(), names, schemas, tags, timestamp).of(target.kind());
    }
}
