// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.sql;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A parsed statement; names are not resolved yet. */
public sealed interface Statement {
    /** CREATE DATABASE; options have lower case names. */
    record CreateDatabase(String name, boolean ifNotExists, Map<String, List<String>> options) implements Statement {}

    /** ALTER DATABASE. */
    record AlterDatabase(String name, Map<String, List<String>> options) implements Statement {}

    /** DROP DATABASE. */
    record DropDatabase(String name, boolean ifExists) implements Statement {}

    /** USE. */
    record Use(String name) implements Statement {}

    /** CREATE STABLE, or CREATE TABLE of a normal table if there are no tags. */
    record CreateTable(TableName table, boolean ifNotExists, List<ColumnSpec> columns, List<ColumnSpec> tags)
            implements Statement {}

    /** CREATE TABLE … USING …, one or several. */
    record CreateChildren(List<Child> children) implements Statement {}

    /** One table of {@link CreateChildren}. */
    record Child(TableName table, boolean ifNotExists, Using using) {}

    /** The supertable and tags of a subtable; names is null if all tags are given in order. */
    record Using(TableName stable, @Nullable List<String> names, List<Literal> values) {}

    /** DROP TABLE or DROP STABLE. */
    record DropTables(List<Drop> tables, boolean stable) implements Statement {}

    /** One table of {@link DropTables}. */
    record Drop(TableName table, boolean ifExists) {}

    /** ALTER TABLE or ALTER STABLE. */
    record AlterTable(TableName table, Change change) implements Statement {}

    /** What ALTER changes. */
    sealed interface Change {
        /** ADD COLUMN or TAG. */
        record Add(ColumnSpec column, boolean tag) implements Change {}

        /** DROP COLUMN or TAG. */
        record Remove(String name, boolean tag) implements Change {}

        /** MODIFY COLUMN or TAG. */
        record Modify(ColumnSpec column, boolean tag) implements Change {}

        /** RENAME COLUMN or TAG. */
        record Rename(String from, String to, boolean tag) implements Change {}

        /** SET TAG. */
        record SetTags(Map<String, Literal> values) implements Change {}

        /** A comment or time to live, which the emulator ignores. */
        record Option() implements Change {}
    }

    /**
     * CREATE TOPIC, of a database, a supertable or a query.
     *
     * @param sql the whole statement
     */
    record CreateTopic(
            String name,
            boolean ifNotExists,
            boolean meta,
            @Nullable String database,
            @Nullable TableName stable,
            @Nullable Expression where,
            @Nullable Select query,
            String sql)
            implements Statement {}

    /** DROP CONSUMER GROUP. */
    record DropConsumerGroup(String group, String topic, boolean ifExists) implements Statement {}

    /** DROP TOPIC. */
    record DropTopic(String name, boolean ifExists) implements Statement {}

    /** INSERT. */
    record Insert(List<Clause> clauses) implements Statement {}

    /** The rows of INSERT for one table; columns is null if all are given in order. */
    record Clause(
            TableName table,
            @Nullable Using using,
            @Nullable List<String> columns,
            List<Row> rows,
            Literal.Near place) {}

    /** The values of one row and where they end. */
    record Row(List<Literal> values, Literal.Near end) {}

    /** A query. */
    record Query(Select select) implements Statement {}

    /** DELETE. */
    record Delete(TableName table, @Nullable Expression where) implements Statement {}

    /** DESCRIBE. */
    record Describe(TableName table) implements Statement {}

    /** SHOW of one kind of object, with the database and pattern if given. */
    record Show(
            String kind,
            @Nullable String database,
            @Nullable String like) implements Statement {}

    /** SHOW CREATE DATABASE. */
    record ShowCreateDatabase(String name) implements Statement {}

    /** SHOW CREATE TABLE or STABLE. */
    record ShowCreateTable(TableName table) implements Statement {}

    /** SHOW TAGS FROM. */
    record ShowTags(TableName table) implements Statement {}

    /** Accepted without effect. */
    record Ignored() implements Statement {}
}
