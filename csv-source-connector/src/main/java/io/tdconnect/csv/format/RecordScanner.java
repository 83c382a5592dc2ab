// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

/**
 * Finds the ends of rows in bytes, as the parser sees them in the text; for use by one thread.
 *
 * <p>It keeps its state between calls, so that bytes can be scanned while they arrive.
 */
public final class RecordScanner {
    private static final int START = 0;
    private static final int COMMENT = 1;
    private static final int FIELD = 2;
    private static final int PLAIN = 3;
    private static final int QUOTED = 4;
    private static final int CLOSED = 5;
    private static final int AFTER_CR = 6;

    private static final byte LF = '\n';
    private static final byte CR = '\r';
    /** The least second byte of a character with several bytes. */
    private static final byte LEAST_SECOND = 0x30;

    private final int delimiter;
    private final int quote;
    private final int escape;
    private final int comment;
    private final boolean pairs;
    private final boolean lineBreaks;
    private final int maxRow;

    private int state = START;
    private boolean secondPending;
    private boolean escapePending;
    private boolean crInQuotes;
    private boolean ended;
    private long lines;
    private long linesAtEnd;
    private boolean suspicious;
    private boolean overlong;
    /** Bytes of the row under way that were scanned before. */
    private long before;

    /** A scanner at the start of a row. */
    public RecordScanner(FormatOptions options) {
        delimiter = options.characters().delimiter();
        quote = options.characters().quote();
        escape = options.characters().escapes() ? options.characters().escape() : SpecialCharacters.NONE;
        comment = options.characters().comment();
        pairs = options.encoding().inRows().pairs();
        lineBreaks = options.lineBreaks();
        maxRow = options.maxRow();
    }

    /** Forgets the row under way: the next byte is the first of a row. */
    public void restart() {
        state = START;
        secondPending = false;
        escapePending = false;
        crInQuotes = false;
        lines = linesAtEnd;
        before = 0;
        overlong = false;
    }

    /** The number of line ends since the scanner was made, up to the end of a row that was found last. */
    public long linesAtEnd() {
        return linesAtEnd;
    }

    /** Counts line ends that were skipped without scanning. */
    public void addLines(long skipped) {
        linesAtEnd += skipped;
        lines = linesAtEnd;
    }

    /** Whether a quote is open. */
    public boolean isOpen() {
        return state == QUOTED;
    }

    /** Whether the row after the last end is too long; nothing can be scanned until {@link #restart}. */
    public boolean isOverlong() {
        return overlong;
    }

    /** Whether the next byte is the first of a row. */
    public boolean isAtStart() {
        return state == START;
    }

    /** Whether NUL, or a line break in a quoted field that may have none, was found since the last call. */
    public boolean wasSuspicious() {
        boolean was = suspicious;
        suspicious = false;
        return was;
    }

    /**
     * Scans bytes that follow those of the last call.
     *
     * @param first whether to stop at the first end of a row
     * @return the index after the line end of the last row, or of the first one; -1 if no row ends here
     */
    public int scan(byte[] bytes, int from, int to, boolean first) {
        int end = -1;
        int i = from;
        long begin = from - before;
        while (i < to) {
            i = step(bytes, i, to);
            if (ended) {
                ended = false;
                if (i - begin > maxRow) {
                    break;
                }
                linesAtEnd = lines;
                begin = i;
                end = i;
                if (first) {
                    break;
                }
            }
        }
        before = i - begin;
        overlong = before > maxRow;
        return end;
    }

    private int step(byte[] bytes, int at, int to) {
        switch (state) {
            case START -> {
                boolean begins = bytes[at] == comment;
                state = begins ? COMMENT : FIELD;
                return begins ? at + 1 : at;
            }
            case FIELD -> {
                boolean begins = bytes[at] == quote;
                state = begins ? QUOTED : PLAIN;
                return begins ? at + 1 : at;
            }
            case CLOSED -> {
                boolean again = bytes[at] == quote;
                state = again ? QUOTED : PLAIN;
                return again ? at + 1 : at;
            }
            case AFTER_CR -> {
                state = START;
                ended = true;
                return bytes[at] == LF ? at + 1 : at;
            }
            case QUOTED -> {
                return quoted(bytes, at, to);
            }
            default -> {
                return plain(bytes, at, to, state == COMMENT ? SpecialCharacters.NONE : delimiter);
            }
        }
    }

    private int plain(byte[] bytes, int from, int to, int until) {
        int i = afterPending(bytes, from);
        while (i < to) {
            byte c = bytes[i++];
            if (c > CR) {
                if (c == until) {
                    state = FIELD;
                    return i;
                }
            } else if (c < 0) {
                i = afterLead(bytes, i, to);
            } else if (c == LF || c == CR) {
                lineEnd(c);
                return i;
            } else if (c == until) {
                state = FIELD;
                return i;
            } else if (c == 0) {
                suspicious = true;
            }
        }
        return i;
    }

    private int quoted(byte[] bytes, int from, int to) {
        int i = afterPending(bytes, from);
        if (escapePending && i < to) {
            escapePending = false;
            i += bytes[i] == quote || bytes[i] == escape ? 1 : 0;
        }
        while (i < to) {
            byte c = bytes[i++];
            if (c == quote) {
                crInQuotes = false;
                state = CLOSED;
                return i;
            } else if (c == escape) {
                escapePending = i == to;
                i += i < to && (bytes[i] == quote || bytes[i] == escape) ? 1 : 0;
            } else if (c < 0) {
                i = afterLead(bytes, i, to);
            } else if (c <= CR && breaks(c)) {
                return i;
            }
            crInQuotes = c == CR;
        }
        return i;
    }

    /** Handles a control character in quotes; returns whether it ends the row. */
    private boolean breaks(byte c) {
        suspicious |= c == 0;
        if (c != LF && c != CR) {
            return false;
        }
        if (!lineBreaks) {
            suspicious = true;
            lineEnd(c);
            return true;
        }
        if (c == CR || !crInQuotes) {
            lines++;
        }
        return false;
    }

    private void lineEnd(byte c) {
        lines++;
        if (c == CR) {
            state = AFTER_CR;
        } else {
            state = START;
            ended = true;
        }
    }

    private int afterLead(byte[] bytes, int next, int to) {
        if (!pairs) {
            return next;
        }
        secondPending = next == to;
        return next < to && isSecond(bytes[next]) ? next + 1 : next;
    }

    private int afterPending(byte[] bytes, int from) {
        if (!secondPending) {
            return from;
        }
        secondPending = false;
        return isSecond(bytes[from]) ? from + 1 : from;
    }

    private static boolean isSecond(byte c) {
        return c < 0 || c >= LEAST_SECOND;
    }
}
