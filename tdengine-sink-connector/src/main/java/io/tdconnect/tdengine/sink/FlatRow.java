// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import org.jspecify.annotations.Nullable;

/** The values of a row whose nested fields have become fields of their own. */
final class FlatRow {
    final RowFields fields;
    /** In the order of the fields. */
    final @Nullable Object[] values;

    FlatRow(RowFields fields, @Nullable Object[] values) {
        this.fields = fields;
        this.values = values;
    }
}
