// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.write;

import io.tdconnect.emulator.engine.store.Failures;
import io.tdconnect.emulator.engine.value.Release;
import io.tdconnect.emulator.engine.value.TdengineException;

/** The names of subtables that are bound to one statement. */
final class BoundNames {
    private static final int MAX_TABLE_NAME = 192;

    private final Release release;
    private boolean firstNameBound;

    BoundNames(Release release) {
        this.release = release;
    }

    /** The name that the server uses; 3.3.7 removes backticks around it. */
    String taken(String table) throws TdengineException {
        if (!release.since(Release.V3_3_7)) {
            return cut(table);
        }
        boolean quoted = table.length() > 2 && table.startsWith("`") && table.endsWith("`");
        String name = quoted ? table.substring(1, table.length() - 1) : table;
        if (name.isEmpty()) {
            throw new TdengineException(0x22b, "Stmt table name not set correctly");
        }
        if (name.indexOf('.') >= 0) {
            // The server takes the part before the dot for a database.
            throw Failures.noDatabase();
        }
        if (name.length() > MAX_TABLE_NAME) {
            throw new TdengineException(0x200, "name too long");
        }
        return name;
    }

    /**
     * A server 3.3.5 silently truncates names that are too long, and all but the first name of a statement at the first
     * ASCII character other than a letter, digit or underscore.
     */
    private String cut(String table) throws TdengineException {
        if (table.isEmpty()) {
            throw new TdengineException(0x200, "tbname can not be empty");
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
        // A name that begins with such a character was not tested on a server.
        return length == 0 ? table.length() : length;
    }

    private static boolean isPlain(char c) {
        return c > 0x7F || c == '_' || Character.isLetterOrDigit(c);
    }
}
