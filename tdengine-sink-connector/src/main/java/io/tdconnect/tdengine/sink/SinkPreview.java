// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.sink.config.TimeOptions;
import io.tdconnect.tdengine.sink.fault.BadRecord;
import io.tdconnect.tdengine.sink.metadata.MetadataReader;
import io.tdconnect.tdengine.sink.row.Row;
import io.tdconnect.tdengine.sink.row.RowKind;
import io.tdconnect.tdengine.sink.row.RowMapper;
import io.tdconnect.tdengine.sink.row.RowShape;
import io.tdconnect.tdengine.sink.table.CellConverter;
import io.tdconnect.tdengine.sink.table.NewColumn;
import io.tdconnect.tdengine.sink.table.SqlLiteral;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * Shows the rows that the sink makes of records, without a connection; types are those of a new table.
 *
 * <p>For use by one thread.
 */
public final class SinkPreview {
    private final RowMapper mapper;
    private final CellConverter converter;

    /**
     * A column or tag of a {@link PreviewRow}.
     *
     * @param type as in CREATE TABLE, for example {@code VARCHAR(16)}
     * @param value as it would be written: Boolean, Number, String, bytes, and an Instant for a time
     */
    public record PreviewColumn(
            String name, String type, @Nullable Object value) {}

    /**
     * A row that the sink would write.
     *
     * @param stable null for a table without a supertable
     * @param columns the primary timestamp first
     * @param sql the insert of this row
     */
    public record PreviewRow(
            String database,
            @Nullable String stable,
            String table,
            List<PreviewColumn> tags,
            List<PreviewColumn> columns,
            String sql) {
        /** Copies the lists. */
        public PreviewRow {
            tags = List.copyOf(tags);
            columns = List.copyOf(columns);
        }
    }

    /**
     * A preview for a configuration of the sink; {@code connection.url} may be missing.
     *
     * @throws ConfigException if the configuration is not valid
     */
    public SinkPreview(Map<String, String> sinkProperties) {
        TdengineSinkConfig config = TdengineSinkConfig.withoutConnection(sinkProperties);
        mapper = config.mapper();
        TimeOptions times = TimeOptions.from(config);
        converter = new CellConverter(Precision.NS, times.unit(), times.rounding());
    }

    /**
     * The rows of a record; its routing headers are used as in the sink. Empty for a metadata event.
     *
     * @throws DataException if the record, or one of its rows, would be a bad record
     */
    public List<PreviewRow> rows(SinkRecord record) {
        if (MetadataReader.isEvent(record)) {
            return List.of();
        }
        List<BadRecord> bad = new ArrayList<>();
        List<PreviewRow> rows =
                mapper.map(record, bad).stream().map(this::preview).toList();
        if (!bad.isEmpty()) {
            Exception reason = bad.get(0).reason();
            throw new DataException(reason.getMessage(), reason);
        }
        return rows;
    }

    private PreviewRow preview(Row row) {
        RowShape shape = row.shape;
        List<Cell> columns = new ArrayList<>();
        List<Cell> tags = new ArrayList<>();
        columns.add(time(row));
        for (int field = 0; field < shape.fields(); field++) {
            Column column = field == shape.timestamp ? null : NewColumn.of(shape, field, List.of(row));
            if (column != null) {
                Object value = row.value(field);
                Object cell = value == null ? null : converter.cell(column, value, shape.schema(field));
                (shape.isTag(field) ? tags : columns).add(new Cell(column, cell));
            }
        }
        return new PreviewRow(
                shape.database,
                shape.kind == RowKind.SUBTABLE ? shape.stable : null,
                row.table,
                tags.stream().map(Cell::preview).toList(),
                columns.stream().map(Cell::preview).toList(),
                sql(row, tags, columns));
    }

    private Cell time(Row row) {
        Column column = new Column(row.shape.names.get(row.shape.timestamp), ColumnType.TIMESTAMP);
        Object value = row.value(row.shape.timestamp);
        if (value == null) {
            throw new DataException("The primary timestamp, field " + column.name() + ", is null");
        }
        return new Cell(column, converter.cell(column, value, row.shape.schema(row.shape.timestamp)));
    }

    private static String sql(Row row, List<Cell> tags, List<Cell> columns) {
        String table = Identifiers.table(row.shape.database, row.table);
        if (row.shape.kind == RowKind.DELETION) {
            Cell time = columns.get(0);
            StringBuilder sql = new StringBuilder("DELETE FROM ").append(table).append(" WHERE ");
            time.appendTo(sql.append(Identifiers.column(time.column.name())).append(" = "));
            return sql.toString();
        }
        StringBuilder sql = new StringBuilder("INSERT INTO ").append(table);
        if (!tags.isEmpty()) {
            sql.append(" USING ").append(Identifiers.table(row.shape.database, row.shape.stable));
            append(sql.append(' '), tags, " TAGS ");
        }
        append(sql.append(' '), columns, " VALUES ");
        return sql.toString();
    }

    private static void append(StringBuilder sql, List<Cell> cells, String keyword) {
        sql.append(cells.stream()
                .map(cell -> Identifiers.column(cell.column.name()))
                .collect(Collectors.joining(",", "(", ")" + keyword + '(')));
        for (int i = 0; i < cells.size(); i++) {
            sql.append(i == 0 ? "" : ",");
            cells.get(i).appendTo(sql);
        }
        sql.append(')');
    }

    private record Cell(Column column, @Nullable Object cell) {
        /** Times are text, which is valid for databases of any precision. */
        void appendTo(StringBuilder sql) {
            if (cell != null && column.type() == ColumnType.TIMESTAMP) {
                sql.append('\'').append(instant((Long) cell)).append('\'');
            } else {
                SqlLiteral.append(sql, column, cell);
            }
        }

        PreviewColumn preview() {
            return new PreviewColumn(column.name(), column.sqlType(), value());
        }

        private @Nullable Object value() {
            if (cell == null) {
                return null;
            }
            return switch (column.type()) {
                case TIMESTAMP -> instant((Long) cell);
                case VARCHAR, NCHAR, JSON, DECIMAL, DECIMAL64 -> new String((byte[]) cell, StandardCharsets.UTF_8);
                default -> cell;
            };
        }

        private static Instant instant(long nanos) {
            return new Timestamp(nanos, Precision.NS).instant();
        }
    }
}
