// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

/**
 * Estimates the memory of caches that are cleared together and whose entries depend on the contents of records.
 *
 * <p>For use by one thread.
 */
public final class RetainedBytes {
    /** Object headers, references and map nodes of an entry, roughly. */
    private static final int ENTRY = 100;

    private static final int TEXT = 40;
    private static final int CHARACTER = Character.BYTES;

    private final long limit;
    private long bytes;

    /** @param limit in bytes */
    public RetainedBytes(long limit) {
        this.limit = limit;
    }

    /** Counts an entry that refers to text of this many characters. */
    public void add(long characters) {
        bytes += ENTRY + characters * CHARACTER;
    }

    /** Counts an entry that refers to these texts. */
    public void add(Iterable<String> texts) {
        bytes += ENTRY;
        for (String text : texts) {
            bytes += TEXT + (long) text.length() * CHARACTER;
        }
    }

    /** Whether the caches have to be cleared; call {@link #clear} then. */
    public boolean isFull() {
        return bytes > limit;
    }

    public void clear() {
        bytes = 0;
    }

    public long bytes() {
        return bytes;
    }
}
