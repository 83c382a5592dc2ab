// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import org.apache.kafka.connect.errors.DataException;

/** Checks names of databases, tables and columns and quotes them for SQL; quoted names are case-sensitive. */
public final class Identifiers {
    /** Longest name of a database, in bytes. */
    public static final int MAX_DATABASE = 64;
    /** Longest name of a table or supertable, in bytes. */
    public static final int MAX_TABLE = 192;
    /** Longest name of a column or tag, in bytes. */
    public static final int MAX_COLUMN = 64;

    private Identifiers() {}

    /**
     * The name of a database in backticks.
     *
     * @throws DataException if it is empty, too long or has characters that are not allowed
     */
    public static String database(String name) {
        return quote(withoutDots(checked(name, "database", MAX_DATABASE), "database"));
    }

    /**
     * The name of a column or tag in backticks.
     *
     * @throws DataException if it is empty, too long or has characters that are not allowed
     */
    public static String column(String name) {
        return quote(checked(name, "column", MAX_COLUMN));
    }

    /**
     * The names of a database and a table in backticks, joined by a dot.
     *
     * @throws DataException if one is empty, too long or has characters that are not allowed
     */
    public static String table(String database, String table) {
        return database(database) + '.' + quote(tableName(table));
    }

    /**
     * The name of a table as it is bound to a statement, not quoted.
     *
     * @throws DataException if it is empty, too long or has characters that are not allowed
     */
    public static String tableName(String name) {
        return withoutDots(checked(name, "table", MAX_TABLE), "table");
    }

    private static String withoutDots(String name, String kind) {
        if (name.indexOf('.') >= 0) {
            throw new DataException("Expected the name of a " + kind + " without dots, found " + name);
        }
        return name;
    }

    /** Whether a character is half a pair of surrogates without the other half, which UTF-8 cannot encode. */
    public static boolean isLoneSurrogate(String text, int index) {
        char c = text.charAt(index);
        return Character.isHighSurrogate(c)
                ? index + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(index + 1))
                : Character.isLowSurrogate(c) && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
    }

    private static String quote(String name) {
        return '`' + name + '`';
    }

    private static String checked(String name, String kind, int maxBytes) {
        if (name.isEmpty()) {
            throw new DataException("Expected the name of a " + kind + ", found empty text");
        }
        int bytes = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c < ' ' || c == '`') {
                throw new DataException("Expected the name of a " + kind
                        + " without backticks and control characters, found one at position " + i);
            }
            if (Character.isSurrogate(c) && isLoneSurrogate(name, i)) {
                throw new DataException("Expected the name of a " + kind
                        + " in valid Unicode, found half a pair of surrogates at position " + i);
            }
            bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
        }
        if (bytes > maxBytes) {
            throw new DataException("Expected the name of a " + kind + " of at most " + maxBytes
                    + " bytes, found one of " + bytes + ": " + name.substring(0, Math.min(name.length(), 24)) + "…");
        }
        return name;
    }
}
