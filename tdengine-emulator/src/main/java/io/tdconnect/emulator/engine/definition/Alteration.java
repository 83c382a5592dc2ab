// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.definition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tdconnect.emulator.engine.sql.ColumnSpec;
import io.tdconnect.emulator.engine.sql.Literal;
import io.tdconnect.emulator.engine.sql.Statement;
import io.tdconnect.emulator.engine.sql.Statement.Change;
import io.tdconnect.emulator.engine.store.AlterKind;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.MetaJson;
import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.store.TextValues;
import io.tdconnect.emulator.engine.topic.Topics;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs ALTER TABLE. */
public final class Alteration {
    private static final String ONLY_LONGER = "Only varbinary/binary/nchar/geometry column length could be modified, "
            + "and the length can only be increased, not decreased";

    private final Topics topics;
    private final Database database;
    private final @Nullable SuperTable stable;
    private final @Nullable Table table;
    private final Schema schema;

    private Alteration(Topics topics, Database database, String name) throws TdengineException {
        this.topics = topics;
        this.database = database;
        this.stable = database.stables().get(name);
        this.table = database.tables().get(name);
        Schema found = database.schema(name);
        if (found == null) {
            throw Failures.noTable();
        }
        this.schema = found;
    }

    public static void run(Topics topics, Database database, Statement.AlterTable statement) throws TdengineException {
        new Alteration(topics, database, statement.table().name()).apply(statement.change());
    }

    /** Refuses what the parser refuses, by the definition that the gateway knows. */
    static void check(Database database, Statement.AlterTable statement) throws TdengineException {
        SuperTable stable = database.stables().get(statement.table().name());
        if (stable != null && statement.change() instanceof Change.Modify modify) {
            Definition known = stable.known(modify.column().name(), modify.tag());
            if (known != null && !known.grows(modify.column())) {
                throw Failures.alter(0x264b, ONLY_LONGER);
            }
        }
    }

    private void apply(Change change) throws TdengineException {
        if (change instanceof Change.SetTags set) {
            setTags(set.values());
            return;
        }
        if (change instanceof Change.Option) {
            // The server reports a subtable as a normal table here.
            record(AlterKind.OPTIONS, details());
            return;
        }
        if (stable == null && table != null && table.stable() != null) {
            throw Failures.alter(0x2649, "Invalid alter table statement");
        }
        if (change instanceof Change.Add add) {
            add(add.column(), add.tag());
        } else if (change instanceof Change.Remove remove) {
            remove(remove.name(), remove.tag());
        } else if (change instanceof Change.Modify modify) {
            modify(modify.column(), modify.tag());
        } else if (change instanceof Change.Rename rename) {
            rename(rename.from(), rename.to(), rename.tag());
        }
    }

    private void setTags(Map<String, Literal> values) throws TdengineException {
        if (table == null || table.stable() == null) {
            throw Failures.alter(0x2649, "Set tag value only available for child table");
        }
        TextValues text = database.values();
        Map<Definition, @Nullable Object> cells = new LinkedHashMap<>();
        for (Map.Entry<String, Literal> value : values.entrySet()) {
            Definition tag = schema.tag(value.getKey());
            if (tag == null) {
                throw Failures.alter(0x2649, "Invalid tag name: " + value.getKey());
            }
            cells.put(tag, text.cell(value.getValue(), tag));
        }
        cells.forEach(table::setTag);
        database.changes().tagged(table, cells);
    }

    private void add(ColumnSpec column, boolean tag) throws TdengineException {
        requireNew(column.name());
        Limits.check(schema, column, tag);
        NewTypes.check(schema, column, tag);
        Definition added = schema.add(column, tag);
        record(tag ? AlterKind.ADD_TAG : AlterKind.ADD_COLUMN, MetaJson.details(added));
    }

    private static ObjectNode details() {
        return JsonNodeFactory.instance.objectNode();
    }

    private void record(AlterKind kind, ObjectNode details) {
        database.changes().altered(stable, table, kind, details);
    }

    private void requireNew(String name) throws TdengineException {
        if (stable == null && schema.column(name) != null) {
            throw Failures.duplicateColumn();
        }
        if (schema.column(name) != null) {
            throw Failures.alter(0x36b, "Column already exists");
        }
        if (schema.tag(name) != null) {
            throw Failures.alter(0x369, "Tag already exists");
        }
    }

    private Definition existing(String name, boolean tag, int tagCode) throws TdengineException {
        Definition definition = tag ? schema.tag(name) : schema.column(name);
        if (definition == null && tag) {
            throw Failures.alter(tagCode, tagCode == 0x36a ? "Tag does not exist" : "Invalid tag name: " + name);
        }
        if (definition == null) {
            throw Failures.noColumn(name);
        }
        return definition;
    }

    private void remove(String name, boolean tag) throws TdengineException {
        Definition definition = existing(name, tag, 0x260e);
        if (tag && schema.tags().size() == 1) {
            throw Failures.alter(0x2649, "the only tag cannot be dropped");
        }
        if (!tag && (schema.columns().size() == 2 || definition.equals(schema.time()) || definition.primaryKey())) {
            throw stable == null || (schema.columns().size() == 2 && !definition.equals(schema.time()))
                    ? Failures.alter(0x2651, "No columns can be dropped")
                    : Failures.alter(0x3c2, "Invalid stable alter options");
        }
        topics.requireUnused(stable, table, name);
        schema.remove(definition, tag);
        record(tag ? AlterKind.DROP_TAG : AlterKind.DROP_COLUMN, details().put("colName", name));
    }

    private void modify(ColumnSpec column, boolean tag) throws TdengineException {
        Definition definition = existing(column.name(), tag, 0x260e);
        topics.requireUnused(stable, table, column.name());
        if (!definition.grows(column)) {
            boolean checked = stable != null && database.release().since(Release.V3_3_7);
            throw checked ? Failures.alter(0x36f, "Invalid row bytes") : Failures.alter(0x264b, ONLY_LONGER);
        }
        Limits.check(schema, definition, column, tag);
        Definition longer = definition.withLength(column.length());
        schema.replace(definition, longer, tag);
        record(tag ? AlterKind.MODIFY_TAG : AlterKind.MODIFY_COLUMN, MetaJson.details(longer));
    }

    private void rename(String from, String to, boolean tag) throws TdengineException {
        if (!tag && stable != null) {
            throw Failures.alter(0x2649, "Rename column only available for normal table");
        }
        Definition definition = existing(from, tag, 0x36a);
        topics.requireUnused(stable, table, from);
        requireNew(to);
        schema.replace(definition, definition.withName(to), tag);
        record(
                tag ? AlterKind.RENAME_TAG : AlterKind.RENAME_COLUMN,
                details().put("colName", from).put("colNewName", to));
    }
}
