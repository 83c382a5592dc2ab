// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingHeaders;
import io.tdconnect.common.template.RecordVariables;
import io.tdconnect.common.template.Template;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.RowOptions;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import io.tdconnect.tdengine.sink.row.RowReader.FlatRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Maps records to rows; the result depends only on the record and the configuration. For use by one thread. */
public final class RecordMapper implements RowMapper {
    private final RowOptions options;
    private final TableNames names;
    private final RowReader reader;
    private final Map<String, Route> routes = new HashMap<>();
    private @Nullable Route lastRoute;
    private @Nullable RowTarget lastTarget;

    public RecordMapper(RowOptions options) {
        this.options = options;
        this.names = new TableNames(options.names());
        this.reader = new RowReader(options.delimiter());
    }

    @Override
    public List<Row> map(SinkRecord entry, List<BadRecord> bad) {
        try {
            return map(entry);
        } catch (DataException e) {
            bad.add(new BadRecord(entry, e));
            return List.of();
        }
    }

    /**
     * The rows of a record: empty for a null value that is ignored, one row for a Struct or Map, several for a list.
     *
     * @throws DataException if one of them cannot be mapped
     */
    public List<Row> map(SinkRecord entry) {
        Object value = entry.value();
        if (value == null) {
            return ofNull(entry);
        }
        Route route = route(entry.topic());
        if (value instanceof List<?> list) {
            List<Routing> headers = options.headerRouting(entry.headers(), list.size());
            List<Row> rows = new ArrayList<>(list.size());
            for (Object element : list) {
                rows.add(row(entry, route, headers.get(rows.size()), element));
            }
            return rows;
        }
        return List.of(row(entry, route, options.headerRouting(entry.headers()), value));
    }

    private List<Row> ofNull(SinkRecord entry) {
        return switch (options.nullValues()) {
            case IGNORE -> List.of();
            case FAIL ->
                throw new RowException(
                        Fault.NULL_VALUE,
                        "Expected a row, found a null value; " + RowOptions.NULL_VALUES + "=ignore would skip it");
            case DELETE_ROW -> List.of(deletion(entry));
        };
    }

    private Row row(SinkRecord entry, Route route, Routing headers, @Nullable Object value) {
        FlatRow flat = reader.readRow(value);
        RowTarget target = target(entry, route, headers, value, flat);
        String table = table(entry, route, headers, value, flat);
        RowTarget own = target.kind() == RowKind.SUBTABLE ? target : target.at(table);
        return new Row(entry, flat.fields.shape(own), table, flat.values);
    }

    /** The target of a row. For a table without a supertable, the name of the table is added later. */
    private RowTarget target(SinkRecord entry, Route route, Routing headers, @Nullable Object value, FlatRow flat) {
        String database = headers.database() != null ? headers.database() : route.database(entry, value);
        if (database == null) {
            throw missing("database", RoutingOptions.DATABASE, RoutingHeaders.DATABASE);
        }
        String stable;
        if (headers.stable() != null) {
            stable = headers.stable().isEmpty() ? "" : names.table(headers.stable());
        } else {
            stable = route.stable.isEmpty() ? "" : route.stable.tableName(entry, value, flat);
        }
        List<String> tags = headers.tags() != null ? headers.tags() : route.options.tags();
        String timestamp = headers.timestampField() != null ? headers.timestampField() : route.options.timestampField();
        RowKind kind = stable.isEmpty() ? RowKind.NORMAL_TABLE : RowKind.SUBTABLE;
        RowTarget last = lastTarget;
        if (last == null || !last.is(database, stable, tags, timestamp)) {
            last = new RowTarget(TableNames.database(database), stable, tags, timestamp, kind);
            lastTarget = last;
        }
        return last;
    }

    private String table(SinkRecord entry, Route route, Routing headers, @Nullable Object value, FlatRow flat) {
        if (headers.table() != null) {
            return names.table(headers.table());
        }
        if (route.table == null) {
            throw missing("subtable", RoutingOptions.TABLE, RoutingHeaders.TABLE);
        }
        return route.table.tableName(entry, value, flat);
    }

    /** The deletion for a record without a value; the time is in the key, or else in a header. */
    private Row deletion(SinkRecord entry) {
        Object key = entry.key();
        Object fields = key instanceof Struct || key instanceof Map ? key : Map.of();
        FlatRow flat = reader.readRow(fields);
        Route route = route(entry.topic());
        Routing headers = options.headerRouting(entry.headers());
        RowTarget target = target(entry, route, headers, fields, flat);
        String table = table(entry, route, headers, fields, flat);
        int index = flat.fields.names.indexOf(target.timestamp());
        Object time = index < 0 ? null : flat.values[index];
        Schema schema = index < 0 ? null : flat.fields.schemas.get(index);
        Header header = index < 0 ? entry.headers().lastWithName(target.timestamp()) : null;
        if (header != null) {
            time = header.value();
            schema = header.schema();
        }
        if (time == null) {
            throw new RowException(
                            Fault.BAD_TIMESTAMP,
                            "The record has no value, so a row is to be deleted: expected its time in the key's field or"
                                    + " the header " + target.timestamp() + ", found none")
                    .at(target.database(), table)
                    .field(target.timestamp());
        }
        RowTarget deletions = (target.kind() == RowKind.SUBTABLE ? target : target.at(table)).deletions();
        return new Row(entry, reader.timeOnly(target.timestamp(), schema).shape(deletions), table, new Object[] {time});
    }

    private Route route(String topic) {
        Route route = lastRoute;
        if (route == null || !route.topic.equals(topic)) {
            route = routes.computeIfAbsent(
                    topic, name -> new Route(name, options.routing().apply(name), names));
            lastRoute = route;
        }
        return route;
    }

    private static DataException missing(String what, String option, String header) {
        return new DataException(
                "The record names no " + what + ": set the option " + option + " or the header " + header);
    }

    private static final class Route {
        final String topic;
        final RoutingOptions options;
        final NameTemplate stable;
        final @Nullable NameTemplate table;

        private final @Nullable String constantDatabase;

        Route(String topic, RoutingOptions options, TableNames names) {
            this.topic = topic;
            this.options = options;
            this.stable = new NameTemplate(options.stable(), names);
            Template template = options.table();
            this.table = template == null ? null : new NameTemplate(template, names);
            Template database = options.database();
            this.constantDatabase = database == null || !database.variables().isEmpty() ? null : database.toString();
        }

        /** The database of a row; null if only headers name it. */
        @Nullable
        String database(SinkRecord entry, @Nullable Object value) {
            Template database = options.database();
            return constantDatabase != null || database == null
                    ? constantDatabase
                    : database.render(RecordVariables.of(entry, value));
        }
    }
}
