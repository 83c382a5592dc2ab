// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import io.tdconnect.common.config.Options;
import io.tdconnect.csv.file.FilePosition;
import io.tdconnect.csv.format.BadFileException;
import io.tdconnect.csv.format.BadLine;
import io.tdconnect.csv.format.Block;
import io.tdconnect.csv.format.BlockReader;
import io.tdconnect.csv.format.FormatOptions;
import io.tdconnect.csv.format.Preamble;
import io.tdconnect.csv.format.RowConsumer;
import io.tdconnect.csv.format.RowParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.jspecify.annotations.Nullable;

/** CSV files, and offsets in them. */
final class CsvFuzz {
    private static final List<String> SAMPLES = List.of(
            "id,v\n1,\"a\"\"b\"\r\n2,\"c\nd\",x\n",
            "# c\na;'b;c'\r'd\\'e';f\n\n",
            "ts\tcurrent\n2024-01-01T00:00:00Z\t7.5\n",
            "\ufeff电压,名\n220,\"一,二\"\n",
            "\"a\"x,b\n\"not closed\n1,2\n");

    private CsvFuzz() {}

    static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of("csv.rows", CsvFuzz::rows, IOException.class, BadFileException.class),
                FuzzTarget.of("csv.offsets", CsvFuzz::offset, IllegalArgumentException.class));
    }

    /** The rows of a file that is read whole, and once more from the offset of a block. */
    private static void rows(FuzzInputs in) throws Exception {
        Map<String, String> options = new HashMap<>();
        options.put("charset", in.one("UTF-8", "GBK", "GB18030", "ISO-8859-1"));
        options.put("delimiter", in.one(",", ";", "tab", "|"));
        options.put("quote", in.one("\"", "'", "none"));
        options.put("comment", in.one("#", "none"));
        options.put("escape", options.get("quote").equals("none") ? "none" : in.one("\\", "none"));
        options.put("quoted.line.breaks", in.one("true", "false"));
        options.put("row.max.bytes", in.one("1024", "1048576"));
        Options definition = new Options();
        FormatOptions.addTo(definition);
        FormatOptions format = FormatOptions.from(new AbstractConfig(definition.build(), options, false));
        byte[] bytes = in.damaged(in.one(SAMPLES)
                .repeat(1 + in.count(5, 200))
                .getBytes(format.encoding().charset()));
        Preamble.read(new ByteArrayInputStream(bytes), format, in.oneIn(2));
        long[] middle = {0, 0};
        long all = count(bytes, 0, format, middle, in);
        long rest = count(bytes, (int) middle[0], format, new long[2], in);
        if (middle[1] + rest != all) {
            throw new IllegalStateException("Expected " + all + " rows, found " + middle[1] + " before and " + rest
                    + " after offset " + middle[0]);
        }
    }

    private static long count(byte[] bytes, int from, FormatOptions format, long[] middle, FuzzInputs in)
            throws IOException, InterruptedException {
        RowParser parser = new RowParser(format, 0);
        long rows = 0;
        ByteArrayInputStream stream = new ByteArrayInputStream(bytes, from, bytes.length - from);
        try (BlockReader reader = new BlockReader(stream, from, 1, format)) {
            Block block = reader.next(true);
            while (block != null) {
                rows += parser.parse(block, in.below(3), new Discarded());
                if (in.oneIn(2)) {
                    middle[0] = block.next().offset();
                    middle[1] = rows;
                }
                block = reader.next(true);
            }
        }
        return rows;
    }

    private static void offset(FuzzInputs in) {
        Map<String, Object> offset = new HashMap<>();
        for (String field : List.of("offset", "rows", "line", "start", "path")) {
            if (in.below(4) > 0) {
                offset.put(field, in.one(in.text(), "1024:0123456789abcdef", "7", 7L));
            }
        }
        FilePosition.fromMap(offset);
    }

    private static final class Discarded implements RowConsumer {
        @Override
        public void row(long line, @Nullable String[] fields) {
            // Only the way to it is tested.
        }

        @Override
        public void bad(BadLine line) {
            // Only the way to it is tested.
        }
    }
}
