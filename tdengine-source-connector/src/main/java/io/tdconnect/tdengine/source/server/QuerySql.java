// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.server;

import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.SqlText;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The statements of query mode.
 *
 * <p>{@code _c0} is the primary timestamp, whatever its name is. Windows are half-open and in units of the database, so
 * that times keep all digits.
 */
public final class QuerySql {
    /** The server's clock, in milliseconds. */
    static final String NOW = "SELECT CAST(NOW() AS BIGINT)";

    private static final String TIME = "_c0";

    private QuerySql() {}

    /**
     * All rows of a split from one time (inclusive) to another (exclusive), ordered by time.
     *
     * @param tables selected subtables of a supertable; empty for all
     */
    public static String rows(String database, TableSplit split, Collection<String> tables, long from, long to) {
        return "SELECT " + (split.ofSupertable() ? "tbname, *" : "*") + from(database, split) + where(tables, from, to)
                + " ORDER BY " + TIME;
    }

    /** The number of these rows; the answer of TDengine 2 has no row for zero. */
    static String count(String database, TableSplit split, Collection<String> tables, long from, long to) {
        return "SELECT COUNT(*)" + from(database, split) + where(tables, from, to);
    }

    /** The time of the first row of a split from one time (inclusive) to another (exclusive); no row for an empty split. */
    public static String first(String database, TableSplit split, Collection<String> tables, long from, long to) {
        return "SELECT FIRST(" + TIME + ")" + from(database, split) + where(tables, from, to);
    }

    /** Name, supertable and uid of the tables of a database, of these supertables; of all if the list is empty. */
    static String tables(String database, Collection<String> stables) {
        return "SELECT table_name, stable_name, uid FROM information_schema.ins_tables WHERE db_name = "
                + SqlText.literal(database) + in("stable_name", stables);
    }

    /** Name and supertable of the tables of a vgroup, of these supertables; of all if the list is empty. */
    public static String tablesOfVgroup(String database, Collection<String> stables, int vgroup) {
        return "SELECT table_name, stable_name FROM information_schema.ins_tables WHERE db_name = "
                + SqlText.literal(database) + " AND vgroup_id = " + vgroup + in("stable_name", stables);
    }

    /** Name and uid of the supertables of a database, with these names; of all if the list is empty. */
    static String stables(String database, Collection<String> stables) {
        return "SELECT stable_name, uid FROM information_schema.ins_stables WHERE db_name = "
                + SqlText.literal(database) + in("stable_name", stables);
    }

    /** The names of these tables that exist in a database. */
    static String existing(String database, Collection<String> tables) {
        return "SELECT table_name FROM information_schema.ins_tables WHERE db_name = " + SqlText.literal(database)
                + in("table_name", tables);
    }

    /** The precision of a database; no row if it does not exist. */
    public static String precision(String database) {
        return "SELECT `precision` FROM information_schema.ins_databases WHERE name = " + SqlText.literal(database);
    }

    /** Columns and tags of a table. */
    public static String describe(String database, String table) {
        return "DESCRIBE " + Identifiers.table(database, table);
    }

    /** A row for each subtable of a supertable: its name and its tags. */
    static String tags(String database, String stable, List<Column> tags) {
        return "SELECT TAGS tbname, "
                + tags.stream().map(tag -> Identifiers.column(tag.name())).collect(Collectors.joining(", ")) + " FROM "
                + Identifiers.table(database, stable);
    }

    private static String from(String database, TableSplit split) {
        return " FROM " + Identifiers.table(database, split.source());
    }

    private static String where(Collection<String> tables, long from, long to) {
        StringJoiner conditions = new StringJoiner(" AND ", " WHERE ", "").setEmptyValue("");
        if (from != SplitRange.EARLIEST) {
            conditions.add(TIME + " >= " + from);
        }
        if (to != SplitRange.LATEST) {
            conditions.add(TIME + " < " + to);
        }
        if (!tables.isEmpty()) {
            conditions.add("tbname" + list(tables));
        }
        return conditions.toString();
    }

    private static String in(String column, Collection<String> values) {
        return values.isEmpty() ? "" : " AND " + column + list(values);
    }

    private static String list(Collection<String> values) {
        return values.stream().map(SqlText::literal).collect(Collectors.joining(", ", " IN (", ")"));
    }
}
