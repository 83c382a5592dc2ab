// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Set;

/**
 * The charset of a file, and how its bytes are searched for line ends, delimiters and quotes.
 *
 * @param pairs whether a byte above 127 begins a character whose other bytes may be those of ASCII characters
 * @param wide whether characters have two bytes or more; such text is converted to UTF-8 first
 */
public record TextEncoding(Charset charset, boolean pairs, boolean wide) {
    /** Text in UTF-8. */
    public static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8, false, false);

    private static final String EXPECTED =
            "expected a charset such as UTF-8, UTF-16, GBK, GB18030, ISO-8859-1 or windows-1252";
    private static final Set<String> WITH_PAIRS = Set.of("GBK", "GB18030", "GB2312", "BIG5", "EUC-KR", "X-WINDOWS-949");
    private static final byte[] MARK_UTF_8 = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final byte[] MARK_GB18030 = {(byte) 0x84, 0x31, (byte) 0x95, 0x33};

    /**
     * The encoding with this name.
     *
     * @throws IllegalArgumentException if there is no such charset, or its text cannot be divided into rows
     */
    public static TextEncoding parse(String name) {
        Charset charset;
        try {
            charset = Charset.forName(name.trim());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new IllegalArgumentException(EXPECTED + ", found " + name, e);
        }
        String upper = charset.name().toUpperCase(java.util.Locale.ROOT);
        if (upper.startsWith("UTF-16")) {
            return new TextEncoding(charset, false, true);
        }
        boolean pairs = WITH_PAIRS.contains(upper);
        boolean single =
                charset.equals(StandardCharsets.UTF_8) || charset.newEncoder().maxBytesPerChar() <= 1;
        if ((pairs || single) && containsAscii(charset)) {
            return new TextEncoding(charset, pairs, false);
        }
        throw new IllegalArgumentException(EXPECTED + ", found " + charset.name() + ", which is not supported");
    }

    private static boolean containsAscii(Charset charset) {
        byte[] ascii = new byte[128];
        for (int i = 0; i < ascii.length; i++) {
            ascii[i] = (byte) i;
        }
        return Arrays.equals(new String(ascii, StandardCharsets.US_ASCII).getBytes(charset), ascii);
    }

    /** The encoding of the bytes that are divided into rows. */
    public TextEncoding inRows() {
        return wide ? UTF_8 : this;
    }

    /** The number of bytes of a byte order mark at the start of these. */
    int markLength(byte[] bytes, int length) {
        byte[] mark = charset.equals(StandardCharsets.UTF_8) || wide ? MARK_UTF_8 : MARK_GB18030;
        boolean possible =
                charset.equals(StandardCharsets.UTF_8) || wide || charset.name().equals("GB18030");
        return possible && length >= mark.length && Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length)
                ? mark.length
                : 0;
    }
}
