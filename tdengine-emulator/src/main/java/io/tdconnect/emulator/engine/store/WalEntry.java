// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of a database in the log of a vgroup. */
public sealed interface WalEntry extends Wal.Entry {
    /**
     * Rows that one statement wrote to the tables of the vgroup, some of which it created.
     *
     * @param creations of the tables that the statement created
     */
    record Rows(List<LoggedRows> tables, List<ChildCreation> creations) implements WalEntry {
        private static final int TABLE_BYTES = 80;
        private static final int CREATION_BYTES = 200;

        @Override
        public int bytes() {
            int bytes = CREATION_BYTES * creations.size();
            for (LoggedRows table : tables) {
                bytes += TABLE_BYTES + table.block().length;
            }
            return bytes;
        }
    }

    /**
     * A change of the schema, or a deletion.
     *
     * @param stable the supertable that it concerns, if any
     * @param json as the server sends it
     */
    record Event(@Nullable SuperTable stable, String json) implements WalEntry {
        private static final int EVENT_BYTES = 100;

        @Override
        public int bytes() {
            return EVENT_BYTES + json.length();
        }
    }
}
