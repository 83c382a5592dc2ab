// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup.write;

import io.tdconnect.backup.format.StoredTable;
import org.apache.kafka.connect.data.Struct;

/** Something to store in the backup of a database. */
sealed interface StoredEntry permits StoredEntry.Row, StoredEntry.Event {
    /** The database. */
    String database();

    /** A row of a table. */
    record Row(String database, StoredTable table, Struct struct) implements StoredEntry {}

    /**
     * A metadata event.
     *
     * @param type as in the header of its record
     */
    record Event(String database, String type, String json) implements StoredEntry {}
}
