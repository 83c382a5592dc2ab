// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Percent-encoding of the parts of a DSN, in UTF-8; a plus sign stands for itself. */
final class PercentText {
    private static final String UNRESERVED = "-._~";

    private PercentText() {}

    /**
     * Decodes a part of a text.
     *
     * @param part its name in messages
     * @throws DsnException if an encoding is wrong, with its place
     */
    static String decode(String part, String text, int from, int to) throws DsnException {
        StringBuilder decoded = new StringBuilder(to - from);
        for (int at = from; at < to; ) {
            if (text.charAt(at) == '%') {
                int end = endOfEncodings(text, at, to);
                decoded.append(characters(part, text, at, end, to));
                at = end;
            } else {
                decoded.append(text.charAt(at++));
            }
        }
        return decoded.toString();
    }

    /** Encodes everything except letters, digits and {@code -._~} and the characters that may stay. */
    static String encode(String text, String mayStay) {
        StringBuilder encoded = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (isAsciiLetterOrDigit(character)
                    || UNRESERVED.indexOf(character) >= 0
                    || mayStay.indexOf(character) >= 0) {
                encoded.appendCodePoint(character);
            } else {
                for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
                }
            }
        });
        return encoded.toString();
    }

    private static int endOfEncodings(String text, int from, int to) {
        int end = from;
        while (end + 2 < to && text.charAt(end) == '%' && isHex(text.charAt(end + 1)) && isHex(text.charAt(end + 2))) {
            end += 3;
        }
        return Math.max(end, from + 1);
    }

    private static String characters(String part, String text, int from, int end, int to) throws DsnException {
        if (end == from + 1) {
            throw new DsnException(
                    part,
                    from + 1,
                    "two hexadecimal digits after the percent sign, which itself is written %25",
                    to - from <= 2 ? "the end of the part" : "other characters");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = from; at < end; at += 3) {
            bytes.write(HexFormat.fromHexDigits(text, at + 1, at + 3));
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DsnException(part, from + 1, "percent-encoded UTF-8", "bytes that are not UTF-8");
        }
    }

    private static boolean isHex(char character) {
        return Character.digit(character, 16) >= 0 && character < 128;
    }

    private static boolean isAsciiLetterOrDigit(int character) {
        return character < 128 && Character.isLetterOrDigit(character);
    }
}
