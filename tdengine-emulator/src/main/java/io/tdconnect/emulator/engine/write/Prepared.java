// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.value.Result;
import io.tdconnect.emulator.engine.value.ResultSet;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A prepared statement of one session; not thread-safe. */
public interface Prepared {
    /** True for an insert, false for a query. */
    boolean insert();

    /** The question marks of an insert in the order of the statement; empty for a query. */
    List<Field> fields();

    /** How many question marks the statement has. */
    int parameters();

    /**
     * Adds rows of one table to what {@link #execute} writes.
     *
     * @param table the subtable, or null if the statement names it
     * @param tags values in the order of the tag fields, or null if the statement has none
     * @param columns one array for each column field, all of the same length; cells as in {@link ResultSet}
     * @throws TdengineException with the code the server gives at stmt2_bind
     */
    void bind(@Nullable String table, @Nullable Object @Nullable [] tags, List<@Nullable Object[]> columns)
            throws TdengineException;

    /**
     * Writes the bound rows, and removes them even if it fails.
     *
     * @return rows written
     * @throws TdengineException with the code the server gives at stmt2_exec
     */
    int execute() throws TdengineException;

    /** {@link #bind} and {@link #execute}. */
    default int insertRows(@Nullable String table, @Nullable Object @Nullable [] tags, List<@Nullable Object[]> columns)
            throws TdengineException {
        bind(table, tags, columns);
        return execute();
    }

    /**
     * Runs a query with values for its question marks.
     *
     * @param parameters cells as in {@link ResultSet}; text may be String or {@code byte[]}
     * @throws TdengineException as for a query in text form
     */
    Result query(@Nullable Object[] parameters) throws TdengineException;
}
