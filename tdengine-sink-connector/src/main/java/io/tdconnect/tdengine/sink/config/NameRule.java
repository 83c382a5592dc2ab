// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.DataException;

/**
 * Makes names of tables from what records say.
 *
 * @param replacement stands for each dot, backtick and control character
 * @param policy what happens to longer names than TDengine allows
 */
public record NameRule(String replacement, LongNames policy) {
    private static final int HASH_BYTES = 8;

    /**
     * A name of a database as it is.
     *
     * @throws RowException if no database can have it
     */
    public static String database(String name) {
        return valid(name, Identifiers::database);
    }

    /**
     * A name as it is.
     *
     * @param check throws a DataException if the name is not allowed
     * @throws RowException if it is not allowed
     */
    static String valid(String name, Consumer<String> check) {
        try {
            check.accept(name);
            return name;
        } catch (DataException e) {
            throw new RowException(Fault.BAD_NAME, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The name of a table; different texts may give the same one where characters are replaced.
     *
     * @throws RowException if it is empty, too long and may not be cut, or has half a pair of surrogates, which UTF-8 has
     *     not, so that different names would become the same
     */
    public String table(String text) {
        String name = sanitised(text);
        if (name.isEmpty()) {
            throw new RowException(Fault.BAD_NAME, "Expected the name of a table, found empty text");
        }
        // No character takes more than three bytes a char.
        if (name.length() * 3 > Identifiers.MAX_TABLE) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            return bytes.length > Identifiers.MAX_TABLE ? shortened(name, bytes) : name;
        }
        return name;
    }

    private String sanitised(String text) {
        StringBuilder name = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c) && Identifiers.isLoneSurrogate(text, i)) {
                throw new RowException(
                        Fault.BAD_NAME,
                        "Expected the name of a table in valid Unicode, found half a pair of surrogates at position "
                                + i);
            }
            if (isForbidden(c)) {
                name = name == null ? new StringBuilder(text.length()).append(text, 0, i) : name;
                name.append(replacement);
            } else if (name != null) {
                name.append(c);
            }
        }
        return name == null ? text : name.toString();
    }

    private static boolean isForbidden(char c) {
        return c == '.' || c == '`' || c < ' ';
    }

    private String shortened(String name, byte[] bytes) {
        if (policy == LongNames.FAIL) {
            throw new RowException(
                    Fault.BAD_NAME,
                    "Expected the name of a table of at most " + Identifiers.MAX_TABLE + " bytes, found one of "
                            + bytes.length + ": " + name.substring(0, 24) + "…; " + RoutingOptions.LONG_NAMES
                            + "=truncate-with-hash would shorten it");
        }
        String hash = HexFormat.of().formatHex(sha256(bytes), 0, HASH_BYTES);
        int end = Identifiers.MAX_TABLE - 1 - hash.length();
        while ((bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + '_' + hash;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
