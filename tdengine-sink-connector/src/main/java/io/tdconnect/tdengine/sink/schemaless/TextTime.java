// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.sink.fault.MalformedTextException;

/** Reads the whole numbers that are times. */
final class TextTime {
    private TextTime() {}

    /**
     * Reads digits with an optional sign up to a space or line end; 0 if there is nothing.
     *
     * @throws MalformedTextException if it is something else, or does not fit into a long
     */
    static long read(TextCursor cursor) throws MalformedTextException {
        int start = cursor.position;
        boolean negative = cursor.peek() == '-';
        if (negative || cursor.peek() == '+') {
            cursor.position++;
        }
        long number = 0;
        int first = cursor.position;
        while (!cursor.isAtLineEnd() && cursor.peek() != ' ') {
            int digit = cursor.peek() - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                throw notATime(start);
            }
            number = number * 10 + digit;
            cursor.position++;
        }
        if (cursor.position == first && first != start) {
            throw notATime(start);
        }
        return negative ? -number : number;
    }

    private static MalformedTextException notATime(int position) {
        return new MalformedTextException("expected the time as a whole number, or nothing", position);
    }
}
