// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tdconnect.transforms.row.Row;
import io.tdconnect.transforms.row.RowBuilder;
import io.tdconnect.transforms.row.RowList;
import io.tdconnect.transforms.type.JsonValues;
import io.tdconnect.transforms.type.ShortDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain JSON in two thirds of the time of a complete parser: an object, or an array of objects, with text without
 * escapes, numbers with few digits and no exponent, true, false and null. It leaves all other JSON, and all faults, to
 * the complete parser. Not for use by several threads.
 */
final class PlainJson {
    private static final Object UNKNOWN = new Object();
    private static final byte[] TRUE = "true".getBytes(UTF_8);
    private static final byte[] FALSE = "false".getBytes(UTF_8);
    private static final byte[] NULL = "null".getBytes(UTF_8);
    private static final int MAX_NAMES = 256;
    private static final int MAX_NAME_LENGTH = 1000;

    /** Numbers with so many digits always fit into a long. */
    private static final int MAX_DIGITS = 18;

    private static final byte END = 0;

    private final RowBuilder row;
    private final RowList lists;
    // Names of the fields in the order of the previous row; mostly the next row has the same order.
    private final Name[] names = new Name[MAX_NAMES];
    private int namesKnown;
    private byte[] json = {};
    private int at;

    /**
     * A reader of rows.
     *
     * @param row collects the fields of one row after another
     * @param lists makes the value of several rows
     */
    PlainJson(RowBuilder row, RowList lists) {
        this.row = row;
        this.lists = lists;
    }

    /**
     * A name of a field.
     *
     * @param json including the quote after it
     */
    @SuppressWarnings("ArrayRecordComponent") // Read per row and never compared.
    private record Name(byte[] json, String text) {}

    /**
     * The row of a payload, or a list of its rows.
     *
     * @param more adds fields to each row after its own
     * @return null if the payload is not plain, or not JSON at all
     * @throws org.apache.kafka.connect.errors.DataException if the fields cannot be those of a row
     */
    @Nullable
    Row readRow(byte[] payload, @Nullable Consumer<RowBuilder> more) {
        json = payload;
        at = 0;
        byte first = mark();
        Row read = first == '{' ? object(more) : first == '[' ? array(more) : null;
        return mark() == END && at > payload.length ? read : null;
    }

    private @Nullable Row array(@Nullable Consumer<RowBuilder> more) {
        List<Row> rows = new ArrayList<>();
        byte mark;
        do {
            Row next = mark() == '{' ? object(more) : null;
            if (next == null) {
                return null;
            }
            rows.add(next);
            mark = mark();
        } while (mark == ',');
        if (mark != ']') {
            return null;
        }
        return rows.size() == 1 ? rows.get(0) : lists.of(rows);
    }

    /** The rest of an object, after its opening brace. */
    private @Nullable Row object(@Nullable Consumer<RowBuilder> more) {
        row.clear();
        byte mark = mark();
        for (int i = 0; mark != '}'; i++) {
            String name = mark == '"' ? name(i) : null;
            if (name == null || mark() != ':') {
                return null;
            }
            Object value = value(mark());
            if (value == UNKNOWN) {
                return null;
            }
            row.addField(name, JsonValues.schema(value), value);
            mark = mark();
            if (mark == ',') {
                mark = mark();
                // A comma must be followed by a field.
                if (mark == '}') {
                    return null;
                }
            } else if (mark != '}') {
                return null;
            }
        }
        if (more != null) {
            row.replaceFromHere();
            more.accept(row);
        }
        return row.row();
    }

    private @Nullable String name(int index) {
        if (index < namesKnown) {
            Name known = names[index];
            if (continuesWith(known.json)) {
                at += known.json.length;
                return known.text;
            }
        }
        int start = at;
        String text = text();
        if (text == null || at - start > MAX_NAME_LENGTH) {
            return null;
        }
        if (index < MAX_NAMES) {
            names[index] = new Name(Arrays.copyOfRange(json, start, at), text);
            namesKnown = Math.max(namesKnown, index + 1);
        }
        return text;
    }

    /** The value that starts with a byte; {@link #UNKNOWN} if it is not plain. */
    private @Nullable Object value(byte first) {
        return switch (first) {
            case '"' -> {
                String text = text();
                yield text == null ? UNKNOWN : text;
            }
            case 't' -> word(TRUE) ? (Object) true : UNKNOWN;
            case 'f' -> word(FALSE) ? (Object) false : UNKNOWN;
            case 'n' -> word(NULL) ? null : UNKNOWN;
            case '-' -> number(true);
            default -> {
                at--;
                yield number(false);
            }
        };
    }

    private boolean word(byte[] word) {
        at--;
        boolean found = continuesWith(word);
        at += word.length;
        return found;
    }

    private boolean continuesWith(byte[] bytes) {
        return json.length - at >= bytes.length && Arrays.equals(json, at, at + bytes.length, bytes, 0, bytes.length);
    }

    /** A number, after its sign. */
    private Object number(boolean negative) {
        byte[] bytes = json;
        int start = at;
        int end = start;
        int point = -1;
        long digits = 0;
        for (; end < bytes.length; end++) {
            byte c = bytes[end];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
            } else if (c == '.' && point < 0) {
                point = end;
            } else {
                break;
            }
        }
        at = end;
        int whole = (point < 0 ? end : point) - start;
        if (whole == 0 || (whole > 1 && bytes[start] == '0') || end - start > MAX_DIGITS) {
            return UNKNOWN;
        }
        if (point < 0) {
            return negative ? -digits : digits;
        }
        double number = ShortDecimal.of(digits, whole, end - point - 1);
        return Double.isNaN(number) ? UNKNOWN : (Object) (negative ? -number : number);
    }

    /** Text, after its quote; null if it is not plain. */
    private @Nullable String text() {
        byte[] bytes = json;
        int start = at;
        int bits = 0;
        for (int end = start; end < bytes.length; end++) {
            byte c = bytes[end];
            if (c == '"') {
                at = end + 1;
                String text = new String(bytes, start, end - start, UTF_8);
                // The replacement character marks bytes that are not UTF-8.
                return bits < 0 && text.indexOf('\uFFFD') >= 0 ? null : text;
            }
            if (c == '\\' || (c >= 0 && c < ' ')) {
                return null;
            }
            bits |= c;
        }
        return null;
    }

    /** The next byte that is not white space; {@link #END} after the last. */
    private byte mark() {
        while (at < json.length) {
            byte c = json[at++];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
        }
        at = json.length + 1;
        return END;
    }
}
