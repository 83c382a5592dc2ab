// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.sql.ColumnSpec;
import io.tdconnect.emulator.engine.store.AlterKind;
import io.tdconnect.emulator.engine.store.Batch;
import io.tdconnect.emulator.engine.store.Database;
import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.store.MetaJson;
import io.tdconnect.emulator.engine.store.Schema;
import io.tdconnect.emulator.engine.store.SuperTable;
import io.tdconnect.emulator.engine.value.Cells;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.TdengineException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes points without a schema: supertables, columns and lengths follow the data. */
public final class Schemaless {
    static final String TIME = "_ts";
    private static final String NO_TAG = "_tag_null";
    private static final int MAX_VARCHAR = 65_517;

    private final Database database;

    public Schemaless(Database database) {
        this.database = database;
    }

    public int insert(int protocol, String data, String precision) throws TdengineException {
        List<Point> points = switch (protocol) {
            case 1 -> new LineProtocol(precision).points(data);
            case 2 -> TelnetProtocol.points(data);
            case 3 -> JsonProtocol.points(data);
            default -> throw new TdengineException(0x0213, "Invalid line protocol type");
        };
        for (Point point : points) {
            write(point);
        }
        return points.size();
    }

    private void write(Point point) throws TdengineException {
        // A dot would separate database and table.
        String name = point.measurement().replace('.', '_');
        SuperTable stable = database.stables().get(name);
        if (stable == null) {
            stable = create(name, point);
        }
        extend(stable, point.tags(), true);
        extend(stable, point.fields(), false);
        Map<Definition, @Nullable Object> tags = new LinkedHashMap<>();
        for (Map.Entry<String, Point.Value> tag : point.tags().entrySet()) {
            Definition definition = stable.schema().tag(tag.getKey());
            if (definition != null) {
                tags.put(definition, tag.getValue().cell());
            }
        }
        Write write = new Write(database, stable, tableName(point), tags, batch(stable.schema(), point));
        Write.all(List.of(write));
    }

    private Batch batch(Schema schema, Point point) {
        List<Definition> columns = new ArrayList<>();
        List<@Nullable Object[]> values = new ArrayList<>();
        columns.add(schema.time());
        values.add(new Object[] {point.time(database.options().precision())});
        for (Map.Entry<String, Point.Value> field : point.fields().entrySet()) {
            Definition column = schema.column(field.getKey());
            if (column != null) {
                columns.add(column);
                values.add(new Object[] {field.getValue().cell()});
            }
        }
        return new Batch(columns, values, 1);
    }

    private SuperTable create(String name, Point point) throws TdengineException {
        if (database.tables().containsKey(name)) {
            throw Failures.tableExists();
        }
        List<ColumnSpec> columns = new ArrayList<>();
        columns.add(new ColumnSpec(TIME, ColumnType.TIMESTAMP, ColumnType.TIMESTAMP.width(), 0, false));
        point.fields().forEach((column, value) -> columns.add(spec(column, value)));
        List<ColumnSpec> tags = new ArrayList<>();
        point.tags().forEach((tag, value) -> tags.add(spec(tag, value)));
        if (tags.isEmpty()) {
            tags.add(new ColumnSpec(NO_TAG, ColumnType.NCHAR, 1, 0, false));
        }
        SuperTable stable = new SuperTable(name, new Schema(columns, tags));
        database.stables().put(name, stable);
        database.changes().created(stable);
        return stable;
    }

    private static ColumnSpec spec(String name, Point.Value value) {
        return new ColumnSpec(name, value.type(), value.length(), 0, false);
    }

    private void extend(SuperTable stable, Map<String, Point.Value> values, boolean tag) throws TdengineException {
        Schema schema = stable.schema();
        for (Map.Entry<String, Point.Value> value : values.entrySet()) {
            Definition known = tag ? schema.tag(value.getKey()) : schema.column(value.getKey());
            if (known == null) {
                Definition added = schema.add(spec(value.getKey(), value.getValue()), tag);
                database.changes()
                        .altered(stable, null, tag ? AlterKind.ADD_TAG : AlterKind.ADD_COLUMN, MetaJson.details(added));
                continue;
            }
            if (known.type() != value.getValue().type()) {
                throw new TdengineException(
                        Point.FORMAT,
                        "SML:0x0 smlGenerateSchemaAction point type and db type mismatch. db type: "
                                + known.type().sqlName() + ", point type: "
                                + value.getValue().type().sqlName() + ", key: " + value.getKey());
            }
            if (value.getValue().length() > known.length()) {
                int length = Math.min(MAX_VARCHAR, value.getValue().length());
                Definition longer = known.withLength(length);
                schema.replace(known, longer, tag);
                AlterKind kind = tag ? AlterKind.MODIFY_TAG : AlterKind.MODIFY_COLUMN;
                database.changes().altered(stable, null, kind, MetaJson.details(longer));
            }
        }
    }

    /** `t_` and the MD5 of measurement and tags in the order of their names, ignoring case. */
    private static String tableName(Point point) {
        StringBuilder key = new StringBuilder(point.measurement().replace('.', '_'));
        Map<String, Point.Value> sorted =
                new TreeMap<>(String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.naturalOrder()));
        sorted.putAll(point.tags());
        sorted.forEach((name, value) -> key.append(',').append(name).append('=').append(value.text()));
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(Cells.bytes(key.toString()));
            return "t_" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
