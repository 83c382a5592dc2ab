// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import io.tdconnect.verify.digest.Digests;
import io.tdconnect.verify.digest.Measure;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection to a server of a comparison. For use by one thread; after a failure it cannot be used again. */
public interface Side extends AutoCloseable {
    /** The first and the last time of the selected rows in a range, in the precision of the target; null without rows. */
    long @Nullable [] bounds(Selection selection, TimeRange range) throws SideException, InterruptedException;

    /** Whether the server itself computes sums over times, so that equal aggregates mean equal times. */
    boolean weighsTimes();

    /** Adds aggregates that the server computes for each table. */
    void aggregates(Selection selection, TimeRange range, List<Measure> measures, Digests into)
            throws SideException, InterruptedException;

    /**
     * Adds hashes of all rows, computed here.
     *
     * @param key only this table; null for all
     * @param columns which columns the hashes contain
     */
    void hashes(Selection selection, TimeRange range, @Nullable TableKey key, boolean[] columns, Digests into)
            throws SideException, InterruptedException;

    /**
     * Hands over the rows of one table in the order of their time.
     *
     * @param limit most rows
     */
    void rows(Selection selection, TimeRange range, TableKey key, int limit, Consumer<ComparedRow> rows)
            throws SideException, InterruptedException;

    /** For any thread. */
    @Override
    void close();
}
