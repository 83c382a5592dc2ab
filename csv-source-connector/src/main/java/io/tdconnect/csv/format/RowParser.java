// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses the rows of blocks; for use by one thread.
 *
 * <p>A block is parsed as a whole. If that fails, or the block looks suspicious, its rows are parsed one by one, so that a bad
 * one does no harm to the others.
 */
public final class RowParser {
    /** Never a character of a text, so nothing is quoted. */
    private static final char NO_QUOTE = '\uffff';

    private static final char REPLACEMENT = '\ufffd';

    private final FormatOptions options;
    private final Charset charset;
    private final @Nullable Escapes escapes;
    private final CsvReader.CsvReaderBuilder builder;
    private final RowText text;
    private final Row row;
    private int columns;

    /**
     * A parser of files.
     *
     * @param columns of a row; 0 for any number
     */
    public RowParser(FormatOptions options, int columns) {
        this.options = options;
        this.columns = columns;
        charset = options.encoding().inRows().charset();
        SpecialCharacters characters = options.characters();
        escapes = characters.escapes() ? new Escapes(characters) : null;
        builder = CsvReader.builder()
                .fieldSeparator((char) characters.delimiter())
                .quoteCharacter(characters.quote() == SpecialCharacters.NONE ? NO_QUOTE : (char) characters.quote())
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false);
        if (characters.comment() != SpecialCharacters.NONE) {
            builder.commentStrategy(CommentStrategy.SKIP).commentCharacter((char) characters.comment());
        }
        text = new RowText(characters);
        row = new Row(options.empty());
    }

    /**
     * Parses a block.
     *
     * @param skip number of rows and bad lines at its start that are left out
     * @return the number of rows and bad lines, with those left out
     */
    public long parse(Block block, long skip, RowConsumer consumer) throws InterruptedException {
        Numbered numbered = new Numbered(consumer, skip);
        if (block.fault() != null) {
            numbered.bad(new BadLine(block.line(), 0, found(block.fault()), text(block, block.from(), block.to())));
            return numbered.count;
        }
        String text = block.suspicious() ? null : text(block, block.from(), block.to());
        if (text == null || text.indexOf(REPLACEMENT) >= 0) {
            parseEach(block, numbered);
            return numbered.count;
        }
        try {
            parse(text, block.line(), numbered);
        } catch (CsvParseException e) {
            Numbered again = new Numbered(consumer, Math.max(skip, numbered.count));
            parseEach(block, again);
            return again.count;
        }
        return numbered.count;
    }

    private static String found(String fault) {
        return "expected rows, found " + fault;
    }

    private void parse(String text, long line, Numbered target) throws InterruptedException {
        String plain = escapes == null ? text : escapes.replace(text);
        try (CsvReader<@Nullable String[]> reader = builder.build(row, plain);
                CloseableIterator<@Nullable String[]> rows = reader.iterator()) {
            while (rows.hasNext()) {
                @Nullable String[] fields = rows.next();
                checked(line == 0 ? 0 : line + row.line() - 1, fields, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checked(long line, @Nullable String[] fields, Numbered target) throws InterruptedException {
        int expected = columns;
        if (fields.length == expected || expected == 0) {
            target.row(line, fields);
        } else if (fields.length < expected && options.missing() == FormatOptions.MissingFields.NULL) {
            target.row(line, Arrays.copyOf(fields, expected));
        } else {
            int column = Math.min(fields.length, expected) + 1;
            String reason = "expected " + expected + " fields, found " + fields.length
                    + (fields.length < expected
                            ? "; " + FormatOptions.MISSING_FIELDS + "=null fills up such rows"
                            : "");
            target.bad(new BadLine(line, column, reason, target.counts() ? text.of(fields) : ""));
        }
    }

    private void parseEach(Block block, Numbered target) throws InterruptedException {
        RecordScanner scanner = new RecordScanner(options);
        int from = block.from();
        while (from < block.to()) {
            long line = block.line() == 0 ? 0 : block.line() + scanner.linesAtEnd();
            int found = scanner.scan(block.bytes(), from, block.to(), true);
            int to = found < 0 ? block.to() : found;
            parseOne(block, from, to, line, target);
            from = to;
        }
    }

    private void parseOne(Block block, int from, int to, long line, Numbered target) throws InterruptedException {
        String text;
        try {
            text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(block.bytes(), from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            target.bad(new BadLine(
                    line,
                    0,
                    "expected text in " + charset.name() + ", found other bytes; change " + FormatOptions.CHARSET,
                    text(block, from, to)));
            return;
        }
        if (text.indexOf(0) >= 0) {
            target.bad(new BadLine(
                    line,
                    0,
                    "expected text, found the character NUL, as in damaged files and in text in UTF-16; change "
                            + FormatOptions.CHARSET + " in that case",
                    text));
            return;
        }
        try {
            parse(text, line, target);
        } catch (CsvParseException e) {
            // Without its message, which may quote the line.
            target.bad(new BadLine(
                    line,
                    row.fields() + 1,
                    "expected a delimiter or the end of the line after a quoted field, found "
                            + (scansOpen(block, from, to) ? "a quote that is not closed" : "another character"),
                    text));
        }
    }

    private boolean scansOpen(Block block, int from, int to) {
        RecordScanner scanner = new RecordScanner(options);
        scanner.scan(block.bytes(), from, to, false);
        return scanner.isOpen() || scanner.wasSuspicious();
    }

    private String text(Block block, int from, int to) {
        return new String(block.bytes(), from, to - from, charset);
    }

    /** Counts rows, and passes on those that are not left out. */
    private static final class Numbered implements RowConsumer {
        private final RowConsumer consumer;
        private final long skip;
        private long count;

        Numbered(RowConsumer consumer, long skip) {
            this.consumer = consumer;
            this.skip = skip;
        }

        boolean counts() {
            return count >= skip;
        }

        @Override
        public void row(long line, @Nullable String[] fields) throws InterruptedException {
            if (count++ >= skip) {
                consumer.row(line, fields);
            }
        }

        @Override
        public void bad(BadLine line) throws InterruptedException {
            if (count++ >= skip) {
                consumer.bad(line);
            }
        }
    }

    /** Collects the fields of a row. */
    private static final class Row extends AbstractBaseCsvCallbackHandler<@Nullable String[]> {
        private static final int SMALL = 16;

        private final FormatOptions.Empty empty;
        private @Nullable String[] values = new String[SMALL];
        private int size;

        Row(FormatOptions.Empty empty) {
            this.empty = empty;
        }

        long line() {
            return getStartingLineNumber();
        }

        int fields() {
            return size;
        }

        @Override
        protected void handleBegin(long startingLineNumber) {
            size = 0;
        }

        @Override
        protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = length == 0 && isNull(quoted) ? null : new String(buffer, offset, length);
        }

        private boolean isNull(boolean quoted) {
            return switch (empty) {
                case NULL -> true;
                case NULL_UNLESS_QUOTED -> !quoted;
                case TEXT -> false;
            };
        }

        @Override
        protected @Nullable String[] buildRecord() {
            return Arrays.copyOf(values, size);
        }
    }
}
