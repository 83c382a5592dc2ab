// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.streams.config.OutputOptions;
import io.tdconnect.streams.message.BadMessageCause;
import io.tdconnect.streams.message.BadMessageException;
import io.tdconnect.streams.message.RowHeaders;
import io.tdconnect.streams.row.RoutedRow;

/** The key of a subtable in the internal topic and in the stores. */
public final class StateKey {
    private StateKey() {}

    /** Database and subtable, else the key of the record. */
    public static byte[] of(RoutedRow row) {
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
