// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.query;

import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import io.tdconnect.tdengine.block.BlockConsumer;
import io.tdconnect.tdengine.block.ColumnInfo;
import io.tdconnect.tdengine.source.record.RecordFactory;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.record.RowConverter;
import io.tdconnect.tdengine.source.record.RowShape;
import io.tdconnect.tdengine.source.record.TableName;
import io.tdconnect.tdengine.source.server.SplitDescription;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of a split into batches. A batch never ends between rows of the same time, of several subtables or
 * with a composite key: a position cannot tell such rows apart.
 */
final class SplitRows implements BlockConsumer {
    // Converters that are kept; for more tables they are made again.
    private static final int MOST_TABLES = 10_000;

    private final Target target;
    private final Sink sink;
    private final Map<String, List<@Nullable Object[]>> pending = new LinkedHashMap<>();
    private final Map<String, RowConverter> tables = new LinkedHashMap<>();
    private final Map<String, String> partition;
    private SplitDescription source;
    private Filter filter = (table, time, row) -> true;
    private @Nullable ResultLayout layout;
    private int pendingRows;
    private long lastTime;
    private long rows;

    /**
     * What rows become.
     *
     * @param batchRows after how many rows a batch is full
     */
    record Target(String database, RecordOptions records, RowShape.Cache shapes, int batchRows) {}

    /** Says which rows become records. */
    interface Filter {
        boolean accepts(String table, long time, @Nullable Object[] row);
    }

    /** Takes full batches. */
    interface Sink {
        /** The offset before the next rows, which all their records except the last carry. */
        Map<String, ?> offset();

        /**
         * Takes the records of some rows; none if all of them were left out.
         *
         * @param last time of the last row; all rows up to it are in this batch or in those before it
         */
        void accept(List<SourceRecord> records, int rows, long last) throws InterruptedException;
    }

    SplitRows(SplitDescription source, Target target, Sink sink) {
        this.source = source;
        this.target = target;
        this.sink = sink;
        partition = source.split().partition(target.database);
    }

    /** Tags, columns or subtables have changed. */
    void refresh(SplitDescription newSource) {
        if (!newSource.equals(source)) {
            source = newSource;
            forgetLayout();
        }
    }

    /** A query begins; rows that are left from the last one are dropped. */
    void begin(Filter newFilter) {
        filter = newFilter;
        pending.clear();
        pendingRows = 0;
        rows = 0;
    }

    /** Rows since the beginning of the query, including those that the filter refused. */
    long rows() {
        return rows;
    }

    @Override
    public void accept(Block block) throws SQLException, InterruptedException {
        ResultLayout current = layout(block);
        BlockColumn times = current.times(block);
        @Nullable Object[] names = names(block);
        @Nullable Object[][] cells = current.cells(block);
        for (int row = 0; row < block.rows(); row++) {
            long time = times.longAt(row);
            if (pendingRows >= target.batchRows && time > lastTime) {
                flush();
            }
            @Nullable Object[] values = current.values(cells, row);
            String table = names.length == 0 ? source.split().table() : String.valueOf(names[row]);
            rows++;
            if (filter.accepts(table, time, values)) {
                pending.computeIfAbsent(table, name -> new ArrayList<>()).add(values);
                pendingRows++;
                lastTime = time;
            }
        }
    }

    /** The subtable of each row; empty if the split is a single table. */
    private @Nullable Object[] names(Block block) {
        if (!source.split().ofSupertable()) {
            return new Object[0];
        }
        @Nullable Object[] names = new @Nullable Object[block.rows()];
        block.columns().get(0).values(names);
        return names;
    }

    /** Hands over the remaining rows, after the last block. */
    void end() throws InterruptedException {
        if (pendingRows > 0) {
            flush();
        }
    }

    private ResultLayout layout(Block block) throws SQLException {
        ResultLayout current = layout;
        List<ColumnInfo> columns = block.layout().columns();
        if (current == null || !current.isOf(columns)) {
            forgetLayout();
            current = ResultLayout.of(source, columns, target.records.tags(), target.shapes);
            layout = current;
        }
        return current;
    }

    private void forgetLayout() {
        layout = null;
        tables.clear();
    }

    private void flush() throws InterruptedException {
        ResultLayout current = layout;
        if (current == null) {
            return;
        }
        if (tables.size() > MOST_TABLES) {
            tables.clear();
        }
        List<SourceRecord> records = new ArrayList<>();
        RecordFactory factory = RecordFactory.of(partition, sink.offset());
        pending.forEach((table, waiting) -> tables.computeIfAbsent(table, name -> records(name, current.shape()))
                .addRecords(records, waiting, factory));
        int count = pendingRows;
        pending.clear();
        pendingRows = 0;
        sink.accept(records, count, lastTime);
    }

    private RowConverter records(String table, RowShape shape) {
        String stable = source.split().stable();
        TableName name = new TableName(target.database, stable.isEmpty() ? null : stable, table);
        // The rows already contain the tags.
        return new RowConverter(target.records, name, "", shape, new Object[0]);
    }
}
