// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.topic;

import io.tdconnect.emulator.engine.store.Definition;
import io.tdconnect.emulator.engine.store.LoggedRows;
import io.tdconnect.emulator.engine.store.Table;
import io.tdconnect.emulator.engine.value.BlockEncoder;
import io.tdconnect.emulator.engine.value.Column;
import io.tdconnect.emulator.engine.value.ColumnType;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table in a message.
 *
 * @param table null if the topic does not include it
 * @param precision 0 ms, 1 us, 2 ns
 * @param block in the encoding of a subscription
 */
@SuppressWarnings("ArrayRecordComponent") // Encoded once, then only sent.
record MessageBlock(@Nullable String table, int precision, int rows, List<Head> columns, byte[] block) {
    /** Flag of a column for which the server stores aggregates. */
    private static final int AGGREGATES = 1;
    /** Flag of columns that were added to their table, since 3.3.7. */
    private static final int ADDED = 0x80;

    /** Flag of the second part of a composite key. */
    private static final int COMPOSITE_KEY = 4;

    /** The description of a column. */
    record Head(String name, ColumnType type, int wireBytes, int id, int flags) {}

    /** The part of the rows that belongs to the topic. */
    static MessageBlock of(Topic topic, LoggedRows written, boolean named) {
        TopicQuery query = topic.scope().query();
        return query == null ? of(written, named, topic.database().release()) : of(query.run(written));
    }

    private static MessageBlock of(LoggedRows written, boolean named, Release release) {
        Table table = written.table();
        List<Head> heads = new ArrayList<>();
        int added = release.since(Release.V3_3_7) ? ADDED : 0;
        for (Definition column : written.columns()) {
            heads.add(new Head(
                    column.name(),
                    column.type(),
                    column.type().wireBytes(column.length()),
                    column.id() + 1,
                    (table.schema().original(column) ? AGGREGATES : added)
                            | (column.primaryKey() ? COMPOSITE_KEY : 0)));
        }
        return new MessageBlock(
                named ? table.name() : null, written.precision(), written.rows(), heads, written.block());
    }

    private static MessageBlock of(ResultSet result) {
        List<Head> heads = new ArrayList<>();
        for (Column column : result.columns()) {
            heads.add(new Head(
                    column.name(), column.type(), column.type().wireBytes(column.length()), heads.size() + 1, 0));
        }
        byte[] block = BlockEncoder.encodeRows(BlockEncoder.SUBSCRIPTION, result.columns(), result.rows());
        return new MessageBlock(null, result.precision(), result.rows().size(), heads, block);
    }
}
