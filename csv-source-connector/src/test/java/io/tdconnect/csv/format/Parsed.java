// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

import io.tdconnect.common.config.Options;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/** The rows of a text, and the offsets and lines at which they begin. */
final class Parsed implements RowConsumer {
    final List<List<String>> rows = new ArrayList<>();
    final List<Long> lines = new ArrayList<>();
    final List<BadLine> bad = new ArrayList<>();
    final List<String> order = new ArrayList<>();
    /** Offset of each block, and the number of rows and bad lines before it. */
    final List<long[]> blocks = new ArrayList<>();

    static FormatOptions options(String... namesAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            properties.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        Options options = new Options();
        FormatOptions.addTo(options);
        return FormatOptions.from(new AbstractConfig(options.build(), properties, false));
    }

    static Parsed of(String text, String... options) throws Exception {
        FormatOptions format = options(options);
        return of(text.getBytes(format.encoding().charset()), 0, Integer.MAX_VALUE, format);
    }

    /** From an offset at which a row begins, with reads of so many bytes at most. */
    static Parsed of(byte[] bytes, int from, int chunk, FormatOptions format) throws Exception {
        Parsed parsed = new Parsed();
        RowParser parser = new RowParser(format, 0);
        InputStream in = new SlowStream(Arrays.copyOfRange(bytes, from, bytes.length), chunk);
        try (BlockReader reader = new BlockReader(in, from, 1, format)) {
            Block block = reader.next(true);
            while (block != null) {
                parsed.blocks.add(new long[] {block.offset(), parsed.order.size()});
                parser.parse(block, 0, parsed);
                block = reader.next(true);
            }
        }
        return parsed;
    }

    @Override
    public void row(long line, String[] fields) {
        rows.add(Arrays.asList(fields));
        lines.add(line);
        order.add(line + "=" + Arrays.toString(fields));
    }

    @Override
    public void bad(BadLine line) {
        bad.add(line);
        order.add(line.line() + "!" + line.reason());
    }

    /** Gives a few bytes at a time. */
    private static final class SlowStream extends ByteArrayInputStream {
        private final int chunk;

        SlowStream(byte[] bytes, int chunk) {
            super(bytes);
            this.chunk = chunk;
        }

        @Override
        public synchronized int read(byte[] bytes, int offset, int length) {
            return super.read(bytes, offset, Math.min(length, chunk));
        }

        @Override
        public void close() throws IOException {
            super.close();
        }
    }
}
