// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.sink.fault.MalformedTextException;

/** Reads text that has a point on each line; skips empty lines and comments. */
final class LinesReader implements TextReader {
    private final PointReader reader;
    private final Point point = new Point();

    LinesReader(PointReader reader) {
        this.reader = reader;
    }

    @Override
    public void readPoints(TextCursor cursor, SeriesCache cache, PointConsumer target) {
        int line = 1;
        while (!cursor.isAtEnd()) {
            int start = cursor.position;
            if (isBlankOrComment(cursor)) {
                cursor.skipLine(start);
            } else {
                readLine(cursor, cache, target, line);
            }
            line += 1 + breaks(cursor, start);
            cursor.position++;
        }
    }

    private void readLine(TextCursor cursor, SeriesCache cache, PointConsumer target, int line) {
        int start = cursor.position;
        try {
            reader.readPoint(cursor, cache, point);
            target.accept(point);
            cursor.skipLine(cursor.position);
        } catch (MalformedTextException e) {
            target.refuse("line " + line, start, e);
            // An unclosed quote may have included the lines after it.
            cursor.skipLine(start);
        }
    }

    private boolean isBlankOrComment(TextCursor cursor) {
        int start = cursor.position;
        cursor.skipSpaces();
        boolean blank = cursor.isAtLineEnd() || reader.isComment(cursor.peek());
        cursor.position = start;
        return blank;
    }

    /** The number of line breaks in quoted text. */
    private static int breaks(TextCursor cursor, int start) {
        int breaks = 0;
        for (int i = start; i < cursor.position; i++) {
            breaks += cursor.text[i] == '\n' ? 1 : 0;
        }
        return breaks;
    }
}
