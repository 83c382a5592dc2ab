// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.verify.mapping.CopyMapping;
import io.tdconnect.verify.mapping.Destination;
import io.tdconnect.verify.side.SideException;
import io.tdconnect.verify.side.TableKey;
import io.tdconnect.verify.side.TdengineCatalog;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** The tables of a database of TDengine, and the tables into which they were copied. */
public final class TdengineParts {
    private final TdengineCatalog catalog;
    private final CopyMapping mapping;
    private final String database;
    private final RoutingMode routing;
    private final BiPredicate<String, String> selected;

    /**
     * Asks this server.
     *
     * @param routing which headers the source sets
     * @param selected which tables the source reads, by supertable (empty for none) and name
     */
    public TdengineParts(
            TdengineCatalog catalog,
            CopyMapping mapping,
            String database,
            RoutingMode routing,
            BiPredicate<String, String> selected) {
        this.catalog = catalog;
        this.mapping = mapping;
        this.database = database;
        this.routing = routing;
        this.selected = selected;
    }

    /** The tables that the source reads. */
    public List<SourcePart> read() throws SideException, InterruptedException {
        Precision precision = catalog.precision()
                .orElseThrow(() -> new SideException(
                        SideException.Cause.REFUSED, "Expected the database " + database + " of -f, found none", null));
        Set<String> stables = new LinkedHashSet<>();
        List<String> normal = new ArrayList<>();
        for (TdengineCatalog.Table table : catalog.tables()) {
            if (!selected.test(table.stable(), table.name())) {
                continue;
            }
            if (table.stable().isEmpty()) {
                normal.add(table.name());
            } else {
                stables.add(table.stable());
            }
        }
        List<SourcePart> parts = new ArrayList<>();
        for (String stable : stables) {
            TableMetadata definition = describe(stable, precision);
            Map<TableKey, Destination> tables = new LinkedHashMap<>();
            catalog.tags(definition, (name, tags) -> {
                if (selected.test(stable, name)) {
                    add(tables, name, example(definition, stable, name, tags));
                }
            });
            parts.add(part(definition, true, tables));
        }
        for (String name : normal) {
            TableMetadata definition = describe(name, precision);
            Map<TableKey, Destination> tables = new LinkedHashMap<>();
            add(tables, name, example(definition, "", name, List.of()));
            parts.add(part(definition, false, tables));
        }
        return parts;
    }

    private TableMetadata describe(String table, Precision precision) throws SideException, InterruptedException {
        return catalog.describe(table, precision)
                .orElseThrow(() -> new SideException(
                        SideException.Cause.REFUSED, "The table " + table + " of -f was dropped meanwhile", null));
    }

    private static SourcePart part(TableMetadata definition, boolean stable, Map<TableKey, Destination> tables) {
        // A subtable that appears meanwhile has only new rows.
        return new SourcePart(
                definition.table(),
                stable,
                definition.precision(),
                SourcePart.columns(definition),
                null,
                tables,
                key -> null);
    }

    private void add(Map<TableKey, Destination> tables, String name, SourceRecord example) {
        Destination destination;
        synchronized (mapping) {
            destination = mapping.of(example);
        }
        if (destination != null) {
            tables.put(TableKey.table(name), destination);
        }
    }

    /** A record as the source makes it of a row, with a value in every column. */
    private SourceRecord example(TableMetadata definition, String stable, String table, List<@Nullable Object> tags) {
        SchemaBuilder builder = SchemaBuilder.struct();
        List<Column> columns = definition.columns();
        builder.field(columns.get(0).name(), Timestamp.schema(definition.precision()));
        columns.stream().skip(1).forEach(column -> field(builder, column, definition.precision()));
        definition.tags().forEach(tag -> field(builder, tag, definition.precision()));
        Schema schema = builder.build();
        Struct row = new Struct(schema).put(columns.get(0).name(), 0L);
        columns.stream()
                .skip(1)
                .forEach(column ->
                        row.put(column.name(), value(schema.field(column.name()).schema())));
        for (int i = 0; i < tags.size(); i++) {
            row.put(definition.tags().get(i).name(), tags.get(i));
        }
        ConnectHeaders headers = new ConnectHeaders();
        if (routing != RoutingMode.NONE) {
            new Routing(
                            routing == RoutingMode.ALL ? database : null,
                            stable,
                            table,
                            stable.isEmpty()
                                    ? null
                                    : definition.tags().stream()
                                            .map(Column::name)
                                            .toList(),
                            columns.get(0).name())
                    .writeTo(headers);
        }
        return new SourceRecord(
                Map.of(), Map.of(), database, null, Schema.STRING_SCHEMA, table, schema, row, 0L, headers);
    }

    private static void field(SchemaBuilder builder, Column column, Precision precision) {
        builder.field(column.name(), column.type().schema(precision));
    }

    private static Object value(Schema schema) {
        return switch (schema.type()) {
            case INT8 -> (byte) 1;
            case INT16 -> (short) 1;
            case INT32 -> 1;
            case INT64 -> 1L;
            case FLOAT32 -> 1f;
            case FLOAT64 -> 1.0;
            case BOOLEAN -> true;
            case BYTES -> schema.name() == null ? new byte[] {1} : BigDecimal.ONE;
            default -> "1";
        };
    }
}
