// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.store;

import io.tdconnect.emulator.engine.value.BlockEncoder;
import io.tdconnect.emulator.engine.value.Column;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows that one statement wrote to one table, as they were written.
 *
 * @param table whose rows are no longer delivered once it is dropped
 * @param precision 0 ms, 1 us, 2 ns
 * @param columns those of the statement, as they were defined at that time
 * @param block in the encoding of a subscription
 */
@SuppressWarnings("ArrayRecordComponent") // Encoded once, then only sent.
public record LoggedRows(Table table, int precision, List<Definition> columns, int rows, byte[] block) {
    public static LoggedRows of(Table table, int precision, Batch written) {
        Batch batch = written.inOrder(table.schema());
        List<Definition> columns = batch.columns();
        List<Column> heads = new ArrayList<>(columns.size());
        for (Definition column : columns) {
            heads.add(column.column());
        }
        byte[] block = BlockEncoder.encode(BlockEncoder.SUBSCRIPTION, heads, batch.values(), batch.rows());
        return new LoggedRows(table, precision, columns, batch.rows(), block);
    }

    public BlockDecoder decoder() {
        return new BlockDecoder(block, columns);
    }
}
