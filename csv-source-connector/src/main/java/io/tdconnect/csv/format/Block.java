// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

import org.jspecify.annotations.Nullable;

/**
 * Whole rows of a file; valid until the next one is read, since the bytes are those of a buffer.
 *
 * @param offset of its first byte
 * @param line number of its first line, from 1; 0 if it is not known
 * @param from index of its first byte in the buffer
 * @param to index after its last byte
 * @param suspicious whether its rows have to be parsed one by one
 * @param fault what is wrong with it, which is then a single line, or the start of one; null for rows to parse
 * @param next where the rows after it begin
 */
@SuppressWarnings("ArrayRecordComponent") // The buffer itself, so that nothing is copied; blocks are never compared.
public record Block(
        long offset,
        long line,
        byte[] bytes,
        int from,
        int to,
        boolean suspicious,
        @Nullable String fault,
        Next next) {
    /**
     * The end of a block.
     *
     * @param offset after the last byte, and after what is left out
     * @param line number of the next line, 0 if it is not known
     */
    public record Next(long offset, long line) {}
}
