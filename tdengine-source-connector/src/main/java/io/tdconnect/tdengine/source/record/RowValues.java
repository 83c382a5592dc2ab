// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Makes the value of a record from rows, which have a cell of the right type for each field of their shape. */
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
