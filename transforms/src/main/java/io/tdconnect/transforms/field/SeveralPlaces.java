// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.transforms.path.IndefinitePath;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path to several places, and what becomes of the values there. */
public record SeveralPlaces(IndefinitePath path, PathHits hits) {
    /** The array of all values, or the first one; null if there is none. */
    @Nullable
    Object valueIn(Object row) {
        List<@Nullable Object> values = path.values(row);
        if (values.isEmpty()) {
            return null;
        }
        return hits == PathHits.FIRST ? values.get(0) : values;
    }
}
