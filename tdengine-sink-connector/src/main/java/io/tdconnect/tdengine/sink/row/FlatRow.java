// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import org.jspecify.annotations.Nullable;

/** The values of a row whose nested fields have become fields of their own. */
public final class FlatRow {
    public final RowFields fields;
    /** In the order of the fields. */
    public final @Nullable Object[] values;

    FlatRow(RowFields fields, @Nullable Object[] values) {
        this.fields = fields;
        this.values = values;
    }
}
