// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.digest;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The digests of the tables of a group, by their number. For use by one thread. */
public final class Digests {
    private @Nullable TableDigest[] tables = new TableDigest[16];
    private int size;
    private long rows;

    /** The digest of a table, which is empty at first. */
    public TableDigest of(int table) {
        if (table >= tables.length) {
            tables = Arrays.copyOf(tables, Math.max(table + 1, tables.length * 2));
        }
        TableDigest digest = tables[table];
        if (digest == null) {
            digest = new TableDigest();
            tables[table] = digest;
            size = Math.max(size, table + 1);
        }
        return digest;
    }

    /** The digest of a table; null if nothing was added to it. */
    public @Nullable TableDigest find(int table) {
        return table < size ? tables[table] : null;
    }

    /** One more than the largest number of a table. */
    public int size() {
        return size;
    }

    /** Counts rows that were read or aggregated. */
    public void count(long more) {
        rows += more;
    }

    /** The rows of all tables. */
    public long rows() {
        return rows;
    }
}
