// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.RecordTime;
import io.tdconnect.common.time.Rounding;
import io.tdconnect.common.time.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Converts the rows of one table to records; whatever these have in common is made once. */
public final class RowConverter {
    private final RecordOptions options;
    private final TableName table;
    private final RowShape shape;
    private final RowValues values;
    private final RowSizes sizes;
    private final @Nullable Object[] tags;
    private final String kafkaTopic;
    private final ConnectHeaders headers;

    /**
     * Records of a table.
     *
     * @param topic of TDengine, for the name of the Kafka topic; empty in query mode
     * @param tags a value for each tag of the shape, of the type of its schema
     */
    public RowConverter(RecordOptions options, TableName table, String topic, RowShape shape, @Nullable Object[] tags) {
        this.options = options;
        this.table = table;
        this.shape = shape;
        this.tags = tags.clone();
        boolean list = options.rowsPerRecord() > 1;
        values = options.format() == RecordOptions.ValueFormat.JSON
                ? new JsonValues(shape, list)
                : new StructValues(shape, list);
        sizes = RowSizes.of(shape);
        kafkaTopic = KafkaTopic.legal(options.topic().render(name -> switch (name) {
            case "database" -> table.database();
            case "stable" -> table.table().isEmpty() ? topic : table.stableOrTable();
            case "table" -> table.table();
            case "topic" -> topic;
            default -> null;
        }));
        headers = headers();
    }

    public RowShape shape() {
        return shape;
    }

    /**
     * Rows with the tags.
     *
     * @param cells an array for each column with a value for each row
     */
    public List<@Nullable Object[]> rows(List<@Nullable Object[]> cells, int count) {
        int columns = cells.size();
        List<@Nullable Object[]> rows = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            @Nullable Object[] values = new @Nullable Object[columns + tags.length];
            System.arraycopy(tags, 0, values, columns, tags.length);
            rows.add(values);
        }
        for (int column = 0; column < columns; column++) {
            @Nullable Object[] from = cells.get(column);
            for (int row = 0; row < count; row++) {
                rows.get(row)[column] = from[row];
            }
        }
        return rows;
    }

    /**
     * Adds the records of some rows; none if all rows are too large and left out.
     *
     * @param rows a cell for each field of the shape
     */
    public void addRecords(List<SourceRecord> records, List<@Nullable Object[]> rows, RecordFactory factory) {
        int size = options.rowsPerRecord();
        if (!sizes.alwaysFit(size, options.limit().bytes())) {
            addCounted(records, rows, factory);
            return;
        }
        for (int from = 0; from < rows.size(); from += size) {
            records.add(record(rows.subList(from, Math.min(from + size, rows.size())), factory));
        }
    }

    /** Adds records of fewer rows where more would be too large. */
    private void addCounted(List<SourceRecord> records, List<@Nullable Object[]> rows, RecordFactory factory) {
        int limit = options.limit().bytes();
        List<@Nullable Object[]> together = new ArrayList<>();
        long bytes = sizes.beside();
        for (@Nullable Object[] row : rows) {
            long own = sizes.of(row);
            if (sizes.beside() + own > limit) {
                options.limit().refuse(table, String.valueOf(row[0]), own);
                continue;
            }
            if (together.size() == options.rowsPerRecord() || bytes + own > limit) {
                records.add(record(together, factory));
                together.clear();
                bytes = sizes.beside();
            }
            together.add(row);
            bytes += own;
        }
        if (!together.isEmpty()) {
            records.add(record(together, factory));
        }
    }

    private SourceRecord record(List<@Nullable Object[]> rows, RecordFactory factory) {
        boolean keyed = !table.table().isEmpty();
        return factory.record(
                kafkaTopic,
                keyed ? table.table() : null,
                values.schema(),
                values.of(rows),
                timestamp(rows.get(0)),
                headers.duplicate());
    }

    private @Nullable Long timestamp(@Nullable Object[] row) {
        if (options.timestamp() == RecordOptions.RecordTimestamp.ARRIVAL || !(row[0] instanceof Long time)) {
            return null;
        }
        return RecordTime.of(new Timestamp(time, shape.precision())
                .to(Precision.MS, Rounding.TRUNCATE)
                .value());
    }

    private ConnectHeaders headers() {
        ConnectHeaders all = new ConnectHeaders();
        if (options.routing() != RoutingMode.NONE && !table.table().isEmpty()) {
            // An empty supertable means a normal table to the sink.
            new Routing(
                            options.routing() == RoutingMode.ALL ? table.database() : null,
                            table.stable() == null ? "" : table.stable(),
                            table.table(),
                            shape.tags().isEmpty() ? null : shape.tagNames(),
                            shape.columns().get(0).name())
                    .writeTo(all);
        }
        return all;
    }
}
