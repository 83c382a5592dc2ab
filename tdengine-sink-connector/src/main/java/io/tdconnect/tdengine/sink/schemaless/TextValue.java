// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.schemaless;

import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.fault.MalformedTextException;
import io.tdconnect.tdengine.sink.table.NewColumn;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Reads values in the notation of TDengine's schemaless text: {@code 1.5}, {@code 1.5f32}, {@code 12i8} to {@code 12u64},
 * {@code t}, {@code false}, {@code "varchar"}, {@code L"nchar"}, {@code B"varbinary"}.
 *
 * <p>One object reads one value after another into its fields.
 */
final class TextValue {
    ColumnType type = ColumnType.DOUBLE;
    Object value = 0d;
    private final TextNumber number = new TextNumber();

    /**
     * Reads a value; afterwards the cursor is at the comma, space or end of line after it.
     *
     * @throws MalformedTextException if it is malformed
     */
    void readValue(TextCursor cursor) throws MalformedTextException {
        int start = cursor.position;
        switch (cursor.peek()) {
            case '"' -> quoted(cursor, ColumnType.VARCHAR, start);
            case 'L', 'l' -> quoted(cursor, ColumnType.NCHAR, start + 1);
            case 'B', 'b' -> quoted(cursor, ColumnType.VARBINARY, start + 1);
            case 't', 'T' -> bool(cursor, "true", true);
            case 'f', 'F' -> bool(cursor, "false", false);
            case 'g', 'G' ->
                throw new MalformedTextException("expected another type, GEOMETRY is not supported", start);
            default -> {
                number.readNumber(cursor);
                type = number.type;
                value = number.value;
            }
        }
        if (!cursor.isAtDelimiter()) {
            throw new MalformedTextException(TextNumber.EXPECTED_VALUE, start);
        }
    }

    private void quoted(TextCursor cursor, ColumnType quotedType, int open) throws MalformedTextException {
        char[] text = cursor.text;
        if (open >= cursor.limit || text[open] != '"') {
            throw new MalformedTextException(TextNumber.EXPECTED_VALUE, cursor.position);
        }
        int end = open + 1;
        while (end < cursor.limit && text[end] != '"') {
            boolean pair =
                    text[end] == '\\' && end + 1 < cursor.limit && (text[end + 1] == '"' || text[end + 1] == '\\');
            end += pair ? 2 : 1;
        }
        if (end >= cursor.limit) {
            throw new MalformedTextException("expected a closing quote, found the end of the text", open);
        }
        content(quotedType, cursor.unescaped(open + 1, end, "\"\\"), open);
        cursor.position = end + 1;
    }

    /**
     * Sets a value from quoted text.
     *
     * @throws MalformedTextException if it does not fit into the type
     */
    void content(ColumnType quotedType, String text, int position) throws MalformedTextException {
        type = quotedType;
        value = quotedType == ColumnType.VARBINARY ? binary(text, position) : text;
        int longest = quotedType == ColumnType.NCHAR ? NewColumn.MAX_CHARACTERS : NewColumn.MAX_BYTES;
        if (text.length() * 3L > longest && text.getBytes(StandardCharsets.UTF_8).length > longest) {
            throw new MalformedTextException(
                    "expected text of at most " + longest + " bytes, the longest of " + quotedType.sql(), position);
        }
    }

    private static byte[] binary(String text, int position) throws MalformedTextException {
        if (!text.startsWith("\\x")) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return HexFormat.of().parseHex(text, 2, text.length());
        } catch (IllegalArgumentException e) {
            throw new MalformedTextException("expected pairs of hexadecimal digits after \\x", position);
        }
    }

    private void bool(TextCursor cursor, String word, boolean meaning) throws MalformedTextException {
        type = ColumnType.BOOL;
        value = meaning;
        int start = cursor.position++;
        if (!cursor.isAtDelimiter()) {
            int end = Math.min(start + word.length(), cursor.limit);
            if (!word.equalsIgnoreCase(cursor.string(start, end))) {
                throw new MalformedTextException(TextNumber.EXPECTED_VALUE, start);
            }
            cursor.position = end;
        }
    }
}
