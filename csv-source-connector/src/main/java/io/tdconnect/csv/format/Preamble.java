// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What precedes the rows of a file: a byte order mark, skipped lines and the header.
 *
 * @param columns names of the columns; empty if the file is empty
 * @param offset of the first row
 * @param line number of its line
 */
public record Preamble(List<String> columns, long offset, long line) {
    private static final int CHUNK = 64 * 1024;

    /**
     * Reads the start of a file.
     *
     * @param whole whether the file is complete, so that a header without a line end is one
     * @return null if the start is not complete yet
     * @throws BadFileException if the header is not one
     */
    public static @Nullable Preamble read(InputStream in, FormatOptions options, boolean whole)
            throws IOException, BadFileException {
        byte[] bytes = new byte[0];
        while (true) {
            byte[] more = in.readNBytes(CHUNK);
            int before = bytes.length;
            bytes = Arrays.copyOf(bytes, before + more.length);
            System.arraycopy(more, 0, bytes, before, more.length);
            boolean all = more.length < CHUNK;
            Preamble found = new Start(bytes, options, all && whole).read();
            if (found != null || all) {
                return found;
            }
            if (bytes.length >= options.maxRow() + CHUNK) {
                throw new BadFileException("expected a header within the first " + FormatOptions.ROW_MAX_BYTES + "="
                        + options.maxRow() + " bytes, found none");
            }
        }
    }

    /** The first bytes of a file. */
    private static final class Start implements RowConsumer {
        private final byte[] bytes;
        private final FormatOptions options;
        private final boolean whole;
        private @Nullable String @Nullable [] header;
        private @Nullable BadLine problem;

        Start(byte[] bytes, FormatOptions options, boolean whole) {
            this.bytes = bytes;
            this.options = options;
            this.whole = whole;
        }

        @Nullable
        Preamble read() throws BadFileException {
            int at = options.encoding().markLength(bytes, bytes.length);
            for (int skipped = 0; skipped < options.skipLines(); skipped++) {
                int end = lineEnd(at);
                if (end < 0) {
                    return whole ? new Preamble(options.names(), bytes.length, skipped + 2L) : null;
                }
                at = end;
            }
            long line = options.skipLines() + 1L;
            return options.names().isEmpty() ? header(at, line) : new Preamble(options.names(), at, line);
        }

        private @Nullable Preamble header(int from, long line) throws BadFileException {
            RecordScanner scanner = new RecordScanner(options);
            RowParser parser = new RowParser(options, 0);
            int at = from;
            while (at < bytes.length) {
                int end = scanner.scan(bytes, at, bytes.length, true);
                if (end < 0 && !whole) {
                    return null;
                }
                int to = end < 0 ? bytes.length : end;
                long lineHere = line + scanner.linesAtEnd();
                parse(parser, at, to, lineHere);
                if (header != null) {
                    return new Preamble(columns(header), to, lineHere);
                }
                at = to;
            }
            return whole ? new Preamble(List.of(), bytes.length, line) : null;
        }

        private void parse(RowParser parser, int from, int to, long line) throws BadFileException {
            try {
                parser.parse(new Block(from, line, bytes, from, to, true, null, new Block.Next(to, line)), 0, this);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            if (problem != null) {
                throw new BadFileException(
                        "expected a header in the first line, found a line that is not a row: " + problem.reason());
            }
        }

        private static List<String> columns(@Nullable String[] cells) throws BadFileException {
            try {
                return FormatOptions.columns(Arrays.stream(cells)
                        .map(cell -> cell == null ? "" : cell)
                        .toList());
            } catch (IllegalArgumentException e) {
                throw new BadFileException("header: " + e.getMessage(), e);
            }
        }

        private int lineEnd(int from) {
            for (int i = from; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    return i + 1;
                }
                if (bytes[i] == '\r' && (i + 1 < bytes.length || whole)) {
                    return i + 1 < bytes.length && bytes[i + 1] == '\n' ? i + 2 : i + 1;
                }
            }
            return -1;
        }

        @Override
        public void row(long line, @Nullable String[] fields) {
            header = fields;
        }

        @Override
        public void bad(BadLine line) {
            problem = line;
        }
    }
}
