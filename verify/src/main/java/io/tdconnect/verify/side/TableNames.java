// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import io.tdconnect.tdengine.block.BlockColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The numbers of tables by the cells with their names; servers send many rows of a table one after another. */
final class TableNames {
    private byte[] last = {};
    private int number = -1;
    private @Nullable TableLookup of;

    @SuppressWarnings("ReferenceEquality") // Another lookup has other numbers.
    int table(BlockColumn names, int row, TableLookup lookup) {
        byte[] name = names.bytesAt(row);
        if (of != lookup || !Arrays.equals(name, last)) {
            number = lookup.table(new String(name, StandardCharsets.UTF_8));
            last = name;
            of = lookup;
        }
        return number;
    }
}
