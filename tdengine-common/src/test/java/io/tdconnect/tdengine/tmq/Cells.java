// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.tmq;

import io.tdconnect.tdengine.block.Block;
import io.tdconnect.tdengine.block.BlockColumn;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Rows of blocks as lines, for comparison. */
final class Cells {
    private Cells() {}

    /** A line for each row: the table, and name and value of each cell. */
    static List<String> lines(List<Block> blocks) {
        List<String> lines = new ArrayList<>();
        for (Block block : blocks) {
            List<Object[]> columns = new ArrayList<>();
            for (BlockColumn column : block.columns()) {
                Object[] values = new Object[block.rows()];
                column.values(values);
                columns.add(values);
            }
            for (int row = 0; row < block.rows(); row++) {
                StringBuilder line = new StringBuilder(block.table());
                for (int i = 0; i < columns.size(); i++) {
                    line.append(' ')
                            .append(block.columns().get(i).name())
                            .append('=')
                            .append(text(columns.get(i)[row]));
                }
                lines.add(line.toString());
            }
        }
        return lines;
    }

    private static Object text(Object value) {
        return value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value;
    }
}
