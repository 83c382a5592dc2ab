// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Queries one database of a server; for use by one thread, except {@link #close}. */
public interface InfluxClient extends AutoCloseable {
    /** The version that the server reports, else {@code unknown}. Needs no credentials. */
    String version() throws IOException, InfluxException;

    /** The measurements with the types of their fields, and the time at the server. */
    Catalog catalog(List<String> measurements) throws IOException, InfluxException;

    /** The first column of a small answer, over all series in their order. */
    List<String> names(String query) throws IOException, InfluxException;

    /**
     * Passes the rows of a query to {@code rows} while they arrive.
     *
     * @throws InfluxException if the server reports a failure anywhere in its answer
     * @throws IOException if the answer is cut off or stalls
     */
    void stream(String query, Rows rows) throws IOException, InfluxException, InterruptedException;

    /** Makes the current request and all later ones fail. */
    @Override
    void close();

    /**
     * The contents of a database.
     *
     * @param serverTime of the answer; points before it are in the catalog
     * @param fields types of each field of each measurement
     */
    record Catalog(Instant serverTime, Map<String, Map<String, Set<FieldType>>> fields) {}

    /** Receives the rows of an answer. */
    interface Rows {
        /** The next rows are of this series; called again for the same series when the server sends it in parts. */
        void series(String measurement, Map<String, String> tags);

        /**
         * A point; index 0 of {@code row} stays empty, the columns of the query follow. The array is reused.
         *
         * @throws IOException if the columns are not those of the query
         */
        void row(long time, @Nullable Object[] row) throws IOException, InterruptedException;
    }
}
