// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Makes the value of a record of rows, each with a cell for every field of its shape, as the field's schema wants it. */
interface RowValues {
    /** The schema of the values. */
    Schema schema();

    /**
     * The value of a record.
     *
     * @param rows at least one; only one where a record has one row
     */
    Object of(List<@Nullable Object[]> rows);
}
