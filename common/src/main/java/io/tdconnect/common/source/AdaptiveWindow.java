// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

/**
 * How much time one window covers: shorter where rows are dense or the server is slow, longer again where they are not.
 *
 * <p>A length that was too much for the server is tried again only after some shorter windows, and each time after twice as
 * many. Otherwise a slow server would time out again after every one or two windows.
 *
 * <p>All lengths are in one unit, which the caller chooses. For use by one thread.
 */
public final class AdaptiveWindow {
    private static final int FIRST_PATIENCE = 8;
    private static final int MOST_PATIENCE = 1 << 16;

    private final long shortest;
    private final long longest;
    private final long mostRows;
    private long length;
    /** The shortest length that is known to be too much. */
    private long tooLong = Long.MAX_VALUE;
    /** How many windows have to be read before it is tried again. */
    private int patience = FIRST_PATIENCE;

    private int readSince;

    /**
     * Starts with a length.
     *
     * @param shortest the smallest length, at least 1
     * @param longest the largest length
     * @param mostRows how many rows a window should have at most
     */
    public AdaptiveWindow(long first, long shortest, long longest, long mostRows) {
        this.shortest = shortest;
        this.longest = longest;
        this.mostRows = mostRows;
        length = Math.min(first, longest);
    }

    /** The length of the next window. */
    public long length() {
        return length;
    }

    /** The end of the next window if it starts at {@code from}; never after {@code limit}. */
    public long endFrom(long from, long limit) {
        long end = from > Long.MAX_VALUE - length ? Long.MAX_VALUE : from + length;
        return Math.min(limit, end);
    }

    /** Records that a window of length {@code read} was too much for the server. */
    public void tooMuch(long read) {
        tooLong = Math.min(length, read);
        length = Math.max(shortest, tooLong / 2);
        patience = Math.min(MOST_PATIENCE, patience * 2);
        readSince = 0;
    }

    /** Whether a window of this length can be halved. */
    public boolean divisible(long read) {
        return read >= 2 * shortest;
    }

    /** Records how many rows a window of length {@code read} had. */
    public void read(long read, long rows) {
        if (rows > mostRows) {
            double fitting = (double) read * mostRows / rows;
            length = Math.max(shortest, Math.min(length, (long) fitting));
        } else if (rows <= mostRows / 2 && read >= length) {
            grow(read);
        }
    }

    private void grow(long read) {
        if (read >= tooLong) {
            // The server is as fast again as before.
            tooLong = Long.MAX_VALUE;
            patience = FIRST_PATIENCE;
        }
        long doubled = length > longest / 2 ? longest : length * 2;
        if (doubled < tooLong || ++readSince >= patience) {
            length = doubled;
            readSince = 0;
        }
    }
}
