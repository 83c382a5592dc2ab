// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.emulator.engine;

/** The names of subtables that are bound to one statement. */
final class BoundNames {
    private static final int MAX_TABLE_NAME = 192;

    private final Release release;
    private boolean firstNameBound;

    BoundNames(Release release) {
        this.release = release;
    }

    /**
     * The name that the server takes. Without a word it cuts names that are too long (before 3.3.7), and all but the first of a statement
     * at the first ASCII character other than a letter, digit or underscore.
     */
    String taken(String table) throws TdengineException {
        boolean newer = release.since(Release.V3_3_7);
        if (table.isEmpty()) {
            throw newer
                    ? new TdengineException(0x22b, "Stmt table name not set correctly")
                    : new TdengineException(0x200, "tbname can not be empty");
        }
        if (newer && table.length() > MAX_TABLE_NAME) {
            throw new TdengineException(0x200, "name too long");
        }
        int end = firstNameBound ? plainLength(table) : table.length();
        firstNameBound = true;
        return table.substring(0, Math.min(end, MAX_TABLE_NAME));
    }

    private static int plainLength(String table) {
        int length = 0;
        while (length < table.length() && isPlain(table.charAt(length))) {
            length++;
        }
        // What the server makes of a name that begins with such a character was not measured.
        return length == 0 ? table.length() : length;
    }

    private static boolean isPlain(char c) {
        return c > 0x7F || c == '_' || Character.isLetterOrDigit(c);
    }
}
