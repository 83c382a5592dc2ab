// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tdconnect.common.record.RoutingHeaders;

/** The key of a subtable in the internal topic and in the stores. */
final class StateKey {
    private StateKey() {}

    /** Database and subtable, else the key of the record. */
    static byte[] of(RoutedRow row) {
        String table = RowHeaders.text(row.headers(), RoutingHeaders.TABLE);
        if (table != null) {
            String database = RowHeaders.text(row.headers(), RoutingHeaders.DATABASE);
            return (database == null ? table : database + "." + table).getBytes(UTF_8);
        }
        byte[] key = row.row().key();
        if (key == null) {
            throw new BadMessageException(
                    BadMessageCause.BAD_VALUE,
                    "state",
                    StateKey.class,
                    "expected rows with a subtable (header td.table) or a key, found a row without; name it with MapToTable"
                            + " or the option " + OutputOptions.KEY);
        }
        return key;
    }
}
