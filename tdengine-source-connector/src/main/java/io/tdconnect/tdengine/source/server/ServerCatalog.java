// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.common.time.Precision;
import io.tdconnect.tdengine.Column;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The databases and tables of a server. Empty lists of names stand for all. */
public interface ServerCatalog {
    /**
     * A table.
     *
     * @param stable its supertable; empty if it has none
     */
    record Table(String name, String stable, long uid) {}

    /**
     * A supertable.
     *
     * @param uid 0 if the server does not report it
     */
    record Stable(String name, long uid) {}

    /** The names of the databases, without those of the server itself. */
    List<String> databases() throws SQLException, InterruptedException;

    /** The precision of a database; empty if the database does not exist. */
    Optional<Precision> precision(String database) throws SQLException, InterruptedException;

    /** The tables of these supertables, and normal tables if no supertables are named. */
    List<Table> tables(String database, Collection<String> stables) throws SQLException, InterruptedException;

    /** The supertables with these names that exist. */
    List<Stable> stables(String database, Collection<String> stables) throws SQLException, InterruptedException;

    /** The names of these tables that exist. */
    List<String> existing(String database, Collection<String> tables) throws SQLException, InterruptedException;

    /** Whether tables of the server can have composite primary keys. */
    default boolean hasCompositeKeys() {
        return true;
    }

    /** The statement for a row for each subtable of a supertable: its name and its tags. */
    String tags(String database, String stable, List<Column> tags);
}
