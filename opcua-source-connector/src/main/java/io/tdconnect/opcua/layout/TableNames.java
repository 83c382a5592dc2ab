// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.CRC32;

/** Values of the option {@code table.names}: the characters allowed in names of tables; others become underscores. */
public enum TableNames {
    /** ASCII letters, digits and the underscore. */
    ASCII,
    /** Letters and digits of any script, and the underscore. */
    UNICODE;

    /** Longest name in TDengine, in bytes. */
    static final int LONGEST = 192;

    /**
     * The name with allowed characters only. A name that would start with a digit gets an underscore in front; the end
     * of a name that is too long becomes a hash of the whole name.
     */
    public String legal(String name) {
        return legal(name, "");
    }

    /** As {@link #legal(String)}, with a suffix of allowed characters. */
    public String legal(String name, String suffix) {
        StringBuilder legal = new StringBuilder(name.length() + 1);
        name.codePoints().forEach(c -> legal.appendCodePoint(allowed(c) ? c : '_'));
        if (legal.isEmpty() || Character.isDigit(legal.codePointAt(0))) {
            legal.insert(0, '_');
        }
        legal.append(suffix);
        return bytes(legal) <= LONGEST ? legal.toString() : shortened(legal, hash(name) + suffix);
    }

    /** A suffix that distinguishes names: an underscore and eight hexadecimal digits. */
    public static String hash(String text) {
        CRC32 hash = new CRC32();
        hash.update(text.getBytes(StandardCharsets.UTF_8));
        return "_" + String.format(Locale.ROOT, "%08x", hash.getValue());
    }

    private static String shortened(StringBuilder name, String end) {
        int most = LONGEST - end.length();
        int kept = Math.min(name.length(), most);
        while (bytes(name.substring(0, kept)) > most) {
            kept = name.offsetByCodePoints(kept, -1);
        }
        return name.substring(0, kept) + end;
    }

    private static int bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private boolean allowed(int c) {
        return c < 128 ? c == '_' || Character.isLetterOrDigit(c) : this == UNICODE && Character.isLetterOrDigit(c);
    }
}
