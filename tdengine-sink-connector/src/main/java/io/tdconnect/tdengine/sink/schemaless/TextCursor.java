// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

/** A text and the current position in it. */
final class TextCursor {
    private static final int FIRST_LENGTH = 1 << 12;

    char[] text = new char[FIRST_LENGTH];
    int position;
    int limit;

    /** Starts at the beginning of a text. */
    void start(String source) {
        limit = source.length();
        if (text.length < limit) {
            text = new char[Math.max(limit, text.length * 2)];
        }
        source.getChars(0, limit, text, 0);
        position = 0;
    }

    /** The next character; NUL at the end. */
    char peek() {
        return position < limit ? text[position] : '\0';
    }

    boolean isAtEnd() {
        return position >= limit;
    }

    /** Whether the line ends here. */
    boolean isAtLineEnd() {
        return position >= limit || text[position] == '\n' || isCarriageReturn(position);
    }

    /** Whether a value ends here: at a comma, a space, or the end of the line. */
    boolean isAtDelimiter() {
        return isAtLineEnd() || text[position] == ',' || text[position] == ' ';
    }

    private boolean isCarriageReturn(int index) {
        return text[index] == '\r' && (index + 1 >= limit || text[index + 1] == '\n');
    }

    void skipSpaces() {
        while (position < limit && text[position] == ' ') {
            position++;
        }
    }

    /** Moves to the end of the line that contains an index. */
    void skipLine(int from) {
        position = from;
        while (position < limit && text[position] != '\n') {
            position++;
        }
    }

    /** Whether this text and then this character follow; if so, moves past both. */
    boolean accept(String expected, char then) {
        int length = expected.length();
        if (position + length >= limit || text[position + length] != then) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text[position + i] != expected.charAt(i)) {
                return false;
            }
        }
        position += length + 1;
        return true;
    }

    /** Whether the character at an index follows an odd number of backslashes: then it is escaped. */
    boolean isEscaped(int index, int tokenStart) {
        int slash = index;
        while (slash > tokenStart && text[slash - 1] == '\\') {
            slash--;
        }
        return (index - slash) % 2 == 1;
    }

    String string(int from, int to) {
        return new String(text, from, to - from);
    }

    /** The text of a token without the backslashes before these characters. */
    String unescaped(int from, int to, String escapable) {
        int slash = from;
        while (slash < to && text[slash] != '\\') {
            slash++;
        }
        if (slash == to) {
            return string(from, to);
        }
        StringBuilder plain = new StringBuilder(to - from).append(text, from, slash - from);
        for (int i = slash; i < to; i++) {
            if (text[i] == '\\' && i + 1 < to && escapable.indexOf(text[i + 1]) >= 0) {
                i++;
            }
            plain.append(text[i]);
        }
        return plain.toString();
    }
}
