// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

/**
 * What the object of a DSN of TDengine names.
 *
 * @param database empty for none
 * @param table supertable, subtable or normal table; empty for the whole database
 */
public record TdengineObject(String database, String table) {
    /** Of {@code database} or {@code database.table}; backticks around names are left out. */
    public static TdengineObject of(String object) {
        String text = object.strip();
        if (text.endsWith("/")) {
            text = text.substring(0, text.length() - 1);
        }
        int point = text.startsWith("`") ? text.indexOf('.', text.indexOf('`', 1)) : text.indexOf('.');
        return point < 0
                ? new TdengineObject(plain(text), "")
                : new TdengineObject(plain(text.substring(0, point)), plain(text.substring(point + 1)));
    }

    /** The object of a database, or of one supertable of it; empty for several, which it cannot name. */
    public static String text(String database, String table) {
        return quoted(database) + (table.isEmpty() || table.contains(",") ? "" : '.' + quoted(table));
    }

    private static String quoted(String name) {
        return name.contains(".") ? '`' + name + '`' : name;
    }

    private static String plain(String name) {
        return name.length() > 1 && name.startsWith("`") && name.endsWith("`")
                ? name.substring(1, name.length() - 1)
                : name;
    }
}
