// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.tdengine.Identifiers;
import io.tdconnect.tdengine.sink.config.TableNameOptions;
import io.tdconnect.tdengine.sink.fault.Fault;
import io.tdconnect.tdengine.sink.fault.RowException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.connect.errors.DataException;

/** Makes names of tables from texts of records; replaces or refuses what TDengine does not allow. */
public final class TableNames {
    private static final int HASH_BYTES = 8;

    private final TableNameOptions options;

    public TableNames(TableNameOptions options) {
        this.options = options;
    }

    /**
     * Returns the name of a database unchanged.
     *
     * @throws RowException if it is not allowed
     */
    public static String database(String name) {
        try {
            Identifiers.database(name);
            return name;
        } catch (DataException e) {
            throw new RowException(Fault.BAD_NAME, String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The name of a table; different texts may give the same name where characters are replaced.
     *
     * @throws RowException if it is empty, too long and may not be cut, has characters that are not allowed and may not be replaced, or has half a pair of surrogates: UTF-8 cannot
     *     encode them, so different names would become the same
     */
    public String table(String text) {
        String name = sanitised(text);
        if (name.isEmpty()) {
            throw new RowException(Fault.BAD_NAME, "Expected the name of a table, found empty text");
        }
        // A char takes at most three bytes.
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
                requireReplacement(c, i);
                name = name == null ? new StringBuilder(text.length()).append(text, 0, i) : name;
                name.append(options.replacement());
            } else if (name != null) {
                name.append(c);
            }
        }
        return name == null ? text : name.toString();
    }

    private void requireReplacement(char found, int position) {
        if (options.forbidden() == TableNameOptions.ForbiddenCharacters.FAIL) {
            throw new RowException(
                    Fault.BAD_NAME,
                    "Expected the name of a table without dots, backticks and control characters, found "
                            + (found < ' ' ? "a control character" : "'" + found + "'") + " at position " + position
                            + "; " + TableNameOptions.FORBIDDEN + "=replace would replace it");
        }
    }

    private static boolean isForbidden(char c) {
        return c == '.' || c == '`' || c < ' ';
    }

    private String shortened(String name, byte[] bytes) {
        if (options.longNames() == TableNameOptions.LongNames.FAIL) {
            throw new RowException(
                    Fault.BAD_NAME,
                    "Expected the name of a table of at most " + Identifiers.MAX_TABLE + " bytes, found one of "
                            + bytes.length + ": " + name.substring(0, 24) + "…; " + TableNameOptions.LONG_NAMES
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
