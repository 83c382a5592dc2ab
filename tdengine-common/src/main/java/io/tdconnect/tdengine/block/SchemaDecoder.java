// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.block;

import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the schemas of blocks, and remembers the last ones: blocks often have few rows, each with the same schema.
 *
 * <p>Layout: number of columns, version as zigzag; for each column type u8, flags u8, bytes, id as zigzag, name.
 */
public final class SchemaDecoder {
    private static final int REMEMBERED = 16;
    private static final int COMPOSITE_KEY = 4;

    private final List<Known> known = new ArrayList<>();
    private int oldest;

    /** The layout of the next schema. */
    public BlockLayout next(Cursor in) throws MalformedMessageException {
        for (Known candidate : known) {
            if (in.startsWith(candidate.schema)) {
                in.take(candidate.schema.length);
                return candidate.layout;
            }
        }
        int from = in.at();
        BlockLayout layout = read(in);
        remember(new Known(in.since(from), layout));
        return layout;
    }

    private void remember(Known schema) {
        if (known.size() < REMEMBERED) {
            known.add(schema);
        } else {
            known.set(oldest, schema);
            oldest = (oldest + 1) % REMEMBERED;
        }
    }

    private static BlockLayout read(Cursor in) throws MalformedMessageException {
        int count = in.zigzag();
        in.zigzag();
        if (count < 1 || count > in.remaining()) {
            throw new MalformedMessageException("Expected the columns of a block, found the number " + count);
        }
        List<ColumnInfo> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ColumnType type = BlockDecoder.type(in.u8());
            int flags = in.u8();
            int bytes = in.zigzag();
            in.zigzag();
            columns.add(ColumnInfo.ofWire(in.terminatedText(), type, bytes, (flags & COMPOSITE_KEY) != 0));
        }
        return new BlockLayout(columns);
    }

    private static final class Known {
        private final byte[] schema;
        private final BlockLayout layout;

        Known(byte[] schema, BlockLayout layout) {
            this.schema = schema;
            this.layout = layout;
        }
    }
}
