// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Divides a stream into blocks of whole rows; for use by one thread.
 *
 * <p>It holds a row of up to `row.max.bytes` and 256 KB in memory, whatever the stream contains.
 */
public final class BlockReader implements Closeable {
    private static final int SIZE = 256 * 1024;
    private static final long UNLIMITED = Long.MAX_VALUE;
    /** Bytes of a line that is too long, which a dead letter may contain. */
    private static final int SHOWN = 64 * 1024;

    private final InputStream in;
    private final FormatOptions options;
    private final RecordScanner scanner;
    private final int maxRow;
    private final long limit;
    private final boolean linesKnown;
    private final long firstLine;
    private byte[] buffer = new byte[SIZE];
    /** Position in the stream of index 0 of the buffer. */
    private long base;

    private int start;
    private int scanned;
    private int length;
    private int end = -1;
    private long linesAtEnd;
    private long linesAtStart;
    private boolean suspiciousNow;
    private @Nullable Block fault;
    private boolean done;

    /**
     * A reader of a stream that is at the start of a row.
     *
     * @param offset of that row
     * @param line number of that row, 0 if it is not known
     * @param limit offset from which no row is read
     */
    public BlockReader(InputStream in, long offset, long line, long limit, FormatOptions options) {
        this.in = in;
        this.options = options;
        this.limit = limit;
        base = offset;
        firstLine = line;
        linesKnown = line > 0;
        scanner = new RecordScanner(options);
        maxRow = options.maxRow();
        done = offset >= limit;
    }

    /** A reader without a limit. */
    public BlockReader(InputStream in, long offset, long line, FormatOptions options) {
        this(in, offset, line, UNLIMITED, options);
    }

    /**
     * The next block; null if no whole row follows at the moment.
     *
     * @param whole whether the stream is complete, so that a last line without its end is a row
     */
    public @Nullable Block next(boolean whole) throws IOException {
        boolean more = true;
        while (true) {
            if (fault != null) {
                if (skipLine()) {
                    return takeFault();
                }
                if (!more) {
                    return whole ? takeFault() : null;
                }
                more = fill();
            } else if (scanner.isOverlong()) {
                if (end > start) {
                    return rows(end);
                }
                fail("a row of more than " + FormatOptions.ROW_MAX_BYTES + "=" + maxRow + " bytes", maxRow);
            } else if (done) {
                return end > start ? rows(end) : null;
            } else if (scanned < length) {
                scan();
            } else if (end >= 0 && (length == buffer.length || !more)) {
                return rows(end);
            } else if (more) {
                more = fill();
            } else if (!whole || length == start) {
                return null;
            } else if (scanner.isOpen()) {
                fail("a quoted field that is not closed before the end of the file", length - start);
            } else {
                linesAtEnd = scanner.linesAtEnd();
                return rows(length);
            }
        }
    }

    /** Whether all rows before the limit are read. */
    public boolean isDone() {
        return done && end <= start && fault == null && !scanner.isOverlong();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        if (length == buffer.length || start == length) {
            makeRoom();
        }
        int read = in.read(buffer, length, buffer.length - length);
        length += Math.max(read, 0);
        return read > 0;
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, length - start);
            base += start;
            scanned -= start;
            length -= start;
            end = -1;
            start = 0;
        }
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min((long) length * 2, (long) maxRow + SIZE));
        }
    }

    private void scan() {
        int stop = (int) Math.min(length, Math.max(scanned, limit - base));
        if (scanned < stop) {
            int found = scanner.scan(buffer, scanned, stop, false);
            scanned = stop;
            note(found);
        } else if (scanner.isAtStart()) {
            done = true;
        } else {
            int found = scanner.scan(buffer, scanned, length, true);
            scanned = found < 0 ? length : found;
            note(found);
            done = found >= 0;
        }
    }

    private void note(int found) {
        suspiciousNow |= scanner.wasSuspicious();
        if (found >= 0) {
            end = found;
            linesAtEnd = scanner.linesAtEnd();
        }
    }

    private Block rows(int to) {
        Block block = new Block(
                base + start,
                lineAtStart(),
                buffer,
                start,
                to,
                suspiciousNow,
                null,
                new Block.Next(base + to, lineAfter()));
        // What was found suspicious may lie after the block.
        suspiciousNow &= scanned > to;
        start = to;
        end = -1;
        linesAtStart = linesAtEnd;
        return block;
    }

    /** Gives up the row under way: its first line is a fault, and the next line begins a row. */
    private void fail(String found, int checked) {
        RecordScanner again = new RecordScanner(options);
        again.scan(buffer, start, start + checked, false);
        String open = again.isOpen() ? ", with a quote that is not closed" : "";
        int to = lineEnd(start);
        int shown = Math.min(Math.min(SHOWN, checked), (to < 0 ? length : to) - start);
        byte[] text = Arrays.copyOfRange(buffer, start, start + shown);
        fault = new Block(
                base + start, lineAtStart(), text, 0, shown, true, found + open, new Block.Next(base + start, 0));
    }

    /** Leaves out what remains of a line; returns whether its end is found. */
    private boolean skipLine() {
        int to = lineEnd(start);
        // A carriage return at the end may be followed by a line feed.
        boolean cr = to < 0 && length > start && buffer[length - 1] == '\r';
        start = to < 0 ? (cr ? length - 1 : length) : to;
        scanned = start;
        return to >= 0;
    }

    private @Nullable Block takeFault() {
        Block block = fault;
        fault = null;
        scanner.restart();
        scanner.addLines(1);
        linesAtEnd = linesAtStart + 1;
        linesAtStart = linesAtEnd;
        end = -1;
        done = base + start >= limit;
        return block == null
                ? null
                : new Block(
                        block.offset(),
                        block.line(),
                        block.bytes(),
                        0,
                        block.to(),
                        true,
                        block.fault(),
                        new Block.Next(base + start, lineAfter()));
    }

    private int lineEnd(int from) {
        for (int i = from; i < length; i++) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
            if (buffer[i] == '\r' && i + 1 < length) {
                return buffer[i + 1] == '\n' ? i + 2 : i + 1;
            }
        }
        return -1;
    }

    private long lineAtStart() {
        return linesKnown ? firstLine + linesAtStart : 0;
    }

    private long lineAfter() {
        return linesKnown ? firstLine + linesAtEnd : 0;
    }
}
