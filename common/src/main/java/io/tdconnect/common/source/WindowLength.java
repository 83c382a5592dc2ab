// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.source;

/**
 * How much time is read at once: less where rows are dense or the server is slow, more again where they are not.
 *
 * <p>All lengths are in one unit, which the caller chooses. For use by one thread.
 */
public final class WindowLength {
    private final long shortest;
    private final long longest;
    private final long mostRows;
    private long length;

    /**
     * Begins with a length.
     *
     * @param shortest below which it is not shortened, at least 1
     * @param longest beyond which it does not grow
     * @param mostRows that a window should have
     */
    public WindowLength(long first, long shortest, long longest, long mostRows) {
        this.shortest = shortest;
        this.longest = longest;
        this.mostRows = mostRows;
        length = Math.min(first, longest);
    }

    /** The length of the next window. */
    public long length() {
        return length;
    }

    /** A window of {@code read} failed because it was too much for the server. */
    public void tooMuch(long read) {
        length = Math.max(shortest, Math.min(length, read) / 2);
    }

    /** Whether a window of this length can be halved. */
    public boolean divisible(long read) {
        return read >= 2 * shortest;
    }

    /** A window of {@code read} had so many rows. */
    public void read(long read, long rows) {
        if (rows > mostRows) {
            double fitting = (double) read * mostRows / rows;
            length = Math.max(shortest, Math.min(length, (long) fitting));
        } else if (rows <= mostRows / 2 && read >= length) {
            length = length > longest / 2 ? longest : length * 2;
        }
    }
}
