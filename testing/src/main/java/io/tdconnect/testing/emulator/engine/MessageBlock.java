// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table in a message.
 *
 * @param table null where the topic does not tell it
 * @param precision 0 ms, 1 us, 2 ns
 * @param block in the encoding of a subscription
 */
@SuppressWarnings("ArrayRecordComponent") // Encoded once, then only sent.
record MessageBlock(@Nullable String table, int precision, int rows, List<Head> columns, byte[] block) {
    /** The description of a column; the flag says that the server keeps aggregates of it. */
    record Head(String name, ColumnType type, int wireBytes, int id, boolean flag) {}

    /** What of the rows is for the topic. */
    static MessageBlock of(Topic topic, LoggedRows written, boolean named) {
        TopicQuery query = topic.scope().query();
        return query == null ? of(written, named) : of(query.run(written));
    }

    private static MessageBlock of(LoggedRows written, boolean named) {
        Table table = written.table();
        List<Head> heads = new ArrayList<>();
        for (Definition column : written.columns()) {
            heads.add(new Head(
                    column.name(),
                    column.type(),
                    column.column().wireBytes(),
                    column.id() + 1,
                    table.schema().original(column)));
        }
        return new MessageBlock(
                named ? table.name() : null, written.precision(), written.rows(), heads, written.block());
    }

    private static MessageBlock of(ResultSet result) {
        List<Head> heads = new ArrayList<>();
        for (Column column : result.columns()) {
            heads.add(new Head(column.name(), column.type(), column.wireBytes(), heads.size() + 1, false));
        }
        byte[] block = BlockEncoder.encodeRows(BlockEncoder.SUBSCRIPTION, result.columns(), result.rows());
        return new MessageBlock(null, result.precision(), result.rows().size(), heads, block);
    }
}
