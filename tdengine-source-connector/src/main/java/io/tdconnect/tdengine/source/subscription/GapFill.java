// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.subscription;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import io.tdconnect.tdengine.ErrorClass;
import io.tdconnect.tdengine.TableMetadata;
import io.tdconnect.tdengine.TdengineErrors;
import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockLayout;
import io.tdconnect.tdengine.source.server.QueryClient;
import io.tdconnect.tdengine.source.server.QuerySql;
import io.tdconnect.tdengine.source.server.SplitRange;
import io.tdconnect.tdengine.source.server.TableSplit;
import io.tdconnect.tdengine.source.topic.GapOptions;
import io.tdconnect.tdengine.source.topic.ServerTopics;
import io.tdconnect.tdengine.source.topic.Vgroup;
import io.tdconnect.tdengine.source.topic.Vgroups;
import io.tdconnect.tdengine.tmq.TmqMessage;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Re-reads the tables of a vgroup by query, from a given time on, to recover rows that the WAL has already dropped.
 *
 * <p>It starts when the begin of the WAL is known, so that every write is in the tables or in the rest of the WAL. Rows
 * that were read before come again. Rows that were deleted since do not come, and neither does an event of their
 * deletion.
 */
final class GapFill {
    private static final Logger log = LoggerFactory.getLogger(GapFill.class);

    private final QueryClient client;
    private final Vgroups.Gap gap;
    private final ServerTopics.Description topic;
    private final Messages out;
    /** Columns of composite keys by supertable; empty text for none. */
    private final Map<String, String> keys = new HashMap<>();

    private @Nullable TmqMessage held;

    /** Takes the rows as messages; all except the last one end at the position before the gap. */
    @FunctionalInterface
    interface Messages {
        void accept(TmqMessage message) throws SQLException, InterruptedException;
    }

    /**
     * For a gap.
     *
     * @param topic that it is in
     * @throws ConnectException if the rows of the topic cannot be read from tables
     */
    GapFill(QueryClient client, Vgroups.Gap gap, ServerTopics.Description topic, Messages out) {
        this.client = client;
        this.gap = gap;
        this.topic = topic;
        this.out = out;
        String reason = topic.unfillable();
        if (reason != null) {
            throw new ConnectException("The WAL of vgroup " + gap.vgroup().number() + " of topic "
                    + gap.vgroup().topic()
                    + " no longer holds the next rows, and the gap cannot be filled, since the topic " + reason + "; "
                    + GapOptions.ON_GAP + "=continue goes on without");
        }
    }

    /**
     * Reads.
     *
     * @param lookback how late rows may have been written
     * @return whether there was a row
     */
    boolean readRows(Duration lookback) throws SQLException, InterruptedException {
        List<TableSplit> tables = tables();
        long from = from(lookback);
        log.info(
                "Filling the gap of vgroup {} of topic {} between positions {} and {}: {} tables are read from {} on",
                gap.vgroup().number(),
                gap.vgroup().topic(),
                gap.from(),
                gap.to(),
                tables.size(),
                gap.latest() == null ? "the beginning" : gap.latest().minus(lookback));
        for (TableSplit table : tables) {
            readTable(table, from);
        }
        TmqMessage last = held;
        if (last == null) {
            return false;
        }
        out.accept(message(gap.to(), last.blocks()));
        return true;
    }

    private List<TableSplit> tables() throws SQLException, InterruptedException {
        List<String> stables = topic.stable() == null ? List.of() : List.of(topic.stable());
        List<TableSplit> tables = new ArrayList<>();
        client.query(
                QuerySql.tablesOfVgroup(topic.database(), stables, gap.vgroup().number()), block -> {
                    for (int row = 0; row < block.rows(); row++) {
                        Object stable = block.columns().get(1).value(row);
                        tables.add(TableSplit.ofTable(
                                stable == null ? "" : stable.toString(),
                                block.columns().get(0).textAt(row)));
                    }
                });
        return tables;
    }

    private long from(Duration lookback) throws SQLException, InterruptedException {
        Instant latest = gap.latest();
        List<List<@Nullable Object>> precision = client.rows(QuerySql.precision(topic.database()));
        if (latest == null || precision.isEmpty()) {
            return SplitRange.EARLIEST;
        }
        try {
            Precision unit = Precision.of(String.valueOf(precision.get(0).get(0)));
            return Timestamp.of(latest.minus(lookback), unit).value();
        } catch (DataException e) {
            return SplitRange.EARLIEST;
        }
    }

    private void readTable(TableSplit table, long from) throws SQLException, InterruptedException {
        try {
            String key = key(table);
            client.query(QuerySql.rows(topic.database(), table, List.of(), from, SplitRange.LATEST), block -> {
                TmqMessage before = held;
                held = message(gap.from(), List.of(named(table.table(), key, block)));
                if (before != null) {
                    out.accept(before);
                }
            });
        } catch (SQLException e) {
            if (TdengineErrors.classify(e) != ErrorClass.TABLE_MISSING) {
                throw e;
            }
            log.info("Table {} is gone", table.table());
        }
    }

    /** The column of the composite key, which messages of the WAL mark and results of queries do not. */
    private String key(TableSplit table) throws SQLException, InterruptedException {
        String known = table.stable().isEmpty() ? null : keys.get(table.stable());
        if (known != null) {
            return known;
        }
        String name = table.stable().isEmpty() ? table.table() : table.stable();
        String key = "";
        for (List<@Nullable Object> column : client.rows(QuerySql.describe(topic.database(), name))) {
            if (TableMetadata.isKey(String.valueOf(column.get(3)))) {
                key = String.valueOf(column.get(0));
            }
        }
        if (!table.stable().isEmpty()) {
            keys.put(table.stable(), key);
        }
        return key;
    }

    private TmqMessage message(long next, List<Block> blocks) {
        Vgroup vgroup = gap.vgroup();
        return new TmqMessage(vgroup.topic(), topic.database(), vgroup.number(), gap.from(), next, List.of(), blocks);
    }

    private static Block named(String table, String key, Block block) {
        BlockLayout layout = key.isEmpty() ? block.layout() : block.layout().withKey(key);
        return new Block(table, block.precision(), block.rows(), layout, block.columns());
    }
}
