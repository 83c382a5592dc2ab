// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.transforms.field.PathHits;
import io.tdconnect.transforms.row.OnMismatch;
import io.tdconnect.transforms.row.RowSchema;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a parser document leaves open.
 *
 * @param schema whether rows are Structs or Maps
 * @param database of the rows; null for that of the sink
 * @param zone of times in text without an offset, if the document does not name one; null to refuse such times
 * @param hits what becomes of several values of a path
 * @param mismatch what happens if a value does not fit its type
 */
public record TaosxSettings(
        RowSchema schema,
        @Nullable String database,
        @Nullable ZoneId zone,
        PathHits hits,
        OnMismatch mismatch) {
    /** Enough to check a document. */
    public static TaosxSettings toCheck() {
        return new TaosxSettings(RowSchema.STRUCT, null, null, PathHits.ARRAY, OnMismatch.FAIL);
    }
}
