// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Distinguishes rows from other values. */
public final class RowChecks {
    private RowChecks() {}

    public static Object requireRow(@Nullable Object value) {
        if (value instanceof Struct || value instanceof Map) {
            return value;
        }
        throw new DataException("Expected a row as Struct or Map, found "
                + (value == null
                        ? "null"
                        : "a value of class " + value.getClass().getSimpleName())
                + "; put a transform such as ParseJson in front");
    }
}
