// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks one database of a server; for use by one thread, except {@link #close}. */
interface InfluxClient extends AutoCloseable {
    /** The version that the server reports; {@code unknown} where it reports none. Needs no credentials. */
    String version() throws IOException, InfluxException;

    /** The measurements with the types of their fields, as of the time at the server. */
    Catalog catalog(List<String> measurements) throws IOException, InfluxException;

    /** The first columns of the rows of an answer that is small; of all series and in their order. */
    List<String> names(String query) throws IOException, InfluxException;

    /**
     * Hands the rows of a query to {@code rows} while they arrive.
     *
     * @throws InfluxException if the server reports a failure at any place of its answer
     * @throws IOException if the answer is cut or stalls
     */
    void stream(String query, Rows rows) throws IOException, InfluxException, InterruptedException;

    /** Makes a request that is under way fail, and all later ones. */
    @Override
    void close();

    /**
     * What there is to read.
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
         * @throws IOException if these are no columns of the query
         */
        void row(long time, @Nullable Object[] row) throws IOException, InterruptedException;
    }
}
