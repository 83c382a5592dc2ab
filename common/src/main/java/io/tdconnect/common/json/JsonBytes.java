// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;

/**
 * Writes JSON in UTF-8 into a buffer that can be used again; not for use by several threads.
 *
 * <p>The caller writes commas and brackets.
 */
public final class JsonBytes {
    private static final int SMALL = 1024;
    private static final int LARGEST_KEPT = 1 << 20;
    private static final int LONGEST_CHARACTER = 6;
    private static final int LONGEST_NUMBER = 20;

    /** More decimal places than measured values have; together with the digits of {@link #PLAIN} fewer than 15 digits. */
    private static final int PLACES = 6;

    /** Below it, no two floats have the same digits. */
    private static final int FLOAT_DIGITS_END = 1_000_000;

    private static final double PLAIN = 1e7;
    private static final double SMALLEST_PLAIN = 1e-3;
    private static final long[] POWERS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000};
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(ISO_8859_1);
    private static final byte[] NULL = "null".getBytes(ISO_8859_1);

    private byte[] bytes;
    private int size;

    /** Starts with a small buffer. */
    public JsonBytes() {
        this(SMALL);
    }

    /** Starts with a buffer of this capacity in bytes, which grows. */
    public JsonBytes(int capacity) {
        bytes = new byte[capacity];
    }

    /** Removes everything that was written. */
    public void clear() {
        size = 0;
        if (bytes.length > LARGEST_KEPT) {
            bytes = new byte[SMALL];
        }
    }

    /** How many bytes have been written. */
    public int size() {
        return size;
    }

    /** The JSON that was written, in UTF-8. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** The JSON that was written, as text. */
    public String text() {
        return new String(bytes, 0, size, UTF_8);
    }

    /** Adds bytes that already are JSON. */
    public void add(byte[] json) {
        add(json, 0, json.length);
    }

    /** Adds a part of an array that already is JSON. */
    public void add(byte[] json, int from, int length) {
        reserve(length);
        System.arraycopy(json, from, bytes, size, length);
        size += length;
    }

    /** Adds a copy of bytes that were written before, starting at a former {@link #size}. */
    public void repeat(int from, int length) {
        add(bytes, from, length);
    }

    /** Adds a bracket, comma or colon. */
    public void add(char mark) {
        reserve(1);
        bytes[size++] = (byte) mark;
    }

    /** Adds a number or a word such as true, in ASCII. */
    public void addPlain(String ascii) {
        add(ascii.getBytes(ISO_8859_1));
    }

    /** Adds null. */
    public void addNull() {
        add(NULL);
    }

    /** Adds bytes as Base64 text. */
    public void addBase64(byte[] data) {
        add('"');
        add(Base64.getEncoder().encode(data));
        add('"');
    }

    /** Adds a whole number. */
    public void addNumber(long number) {
        if (number == Long.MIN_VALUE) {
            addPlain(Long.toString(number));
            return;
        }
        reserve(LONGEST_NUMBER);
        if (number < 0) {
            bytes[size++] = '-';
        }
        long rest = Math.abs(number);
        int count = 1;
        for (long power = 10; count < LONGEST_NUMBER - 1 && rest >= power; power *= 10) {
            count++;
        }
        addDigits(rest, count);
    }

    /** Adds the shortest text that reads as the number; NaN and infinity in quotes. */
    public void addNumber(double number) {
        if (!addFewPlaces(number)) {
            addReal(Double.toString(number), Double.isFinite(number));
        }
    }

    /** Adds the shortest text that reads as the number; NaN and infinity in quotes. */
    public void addNumber(float number) {
        double distance = Math.abs(number);
        if (distance >= SMALLEST_PLAIN) {
            for (int places = 1; places <= PLACES && distance * POWERS[places] < FLOAT_DIGITS_END; places++) {
                long digits = (long) (distance * POWERS[places] + 0.5);
                if ((float) ((double) digits / POWERS[places]) == distance) {
                    addNumber(number < 0 ? '-' : '\0', digits, places);
                    return;
                }
            }
        }
        addReal(Float.toString(number), Float.isFinite(number));
    }

    /**
     * Adds a number if its shortest text has few decimal places and no exponent, as most measured values.
     *
     * @return whether it did
     */
    public boolean addFewPlaces(double number) {
        double distance = Math.abs(number);
        if (distance >= SMALLEST_PLAIN && distance < PLAIN) {
            for (int places = 1; places <= PLACES; places++) {
                long digits = (long) (distance * POWERS[places] + 0.5);
                // At most 15 digits that read as exactly this number: no other text of this length does.
                if ((double) digits / POWERS[places] == distance) {
                    addNumber(number < 0 ? '-' : '\0', digits, places);
                    return true;
                }
            }
        }
        return false;
    }

    private void addReal(String text, boolean finite) {
        if (finite) {
            addPlain(text);
        } else {
            addText(text);
        }
    }

    private void addNumber(char sign, long digits, int places) {
        if (sign != '\0') {
            add(sign);
        }
        addNumber(digits / POWERS[places]);
        add('.');
        reserve(places);
        addDigits(digits % POWERS[places], places);
    }

    private void addDigits(long number, int count) {
        long rest = number;
        for (int i = size + count - 1; i >= size; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += count;
    }

    /** Adds text in quotes; half a surrogate pair, which UTF-8 cannot express, becomes an escape. */
    public void addText(String text) {
        int length = text.length();
        reserve(length + 2);
        bytes[size++] = '"';
        int i = 0;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') {
                break;
            }
            bytes[size++] = (byte) c;
        }
        while (i < length) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            reserve(LONGEST_CHARACTER);
            addCharacter(c);
        }
        add('"');
    }

    private void addCharacter(int c) {
        if (c == '"' || c == '\\') {
            bytes[size++] = '\\';
            bytes[size++] = (byte) c;
        } else if (c < ' ' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            addEscape(c);
        } else if (c < 0x80) {
            bytes[size++] = (byte) c;
        } else if (c < 0x800) {
            bytes[size++] = (byte) (0xc0 | c >> 6);
            addContinued(c, 0);
        } else if (c < 0x10000) {
            bytes[size++] = (byte) (0xe0 | c >> 12);
            addContinued(c, 6);
        } else {
            bytes[size++] = (byte) (0xf0 | c >> 18);
            addContinued(c, 12);
        }
    }

    /** The bytes of a character after the first, six bits each. */
    private void addContinued(int c, int highest) {
        for (int shift = highest; shift >= 0; shift -= 6) {
            bytes[size++] = (byte) (0x80 | (c >> shift & 0x3f));
        }
    }

    private void addEscape(int c) {
        bytes[size++] = '\\';
        int known = "\b\t\n\f\r".indexOf(c);
        if (known >= 0) {
            bytes[size++] = (byte) "btnfr".charAt(known);
            return;
        }
        bytes[size++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[size++] = HEX[c >> shift & 0xf];
        }
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), (int) Math.min(size * 2L, 1 << 30)));
        }
    }
}
