// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/** Values of the option {@code table.names}: which characters names of tables have; others become underscores. */
enum TableNames {
    /** Letters and digits of ASCII and the underscore. */
    ASCII,
    /** Letters and digits of any script and the underscore. */
    UNICODE;

    /** The name as this rule has it; one that would begin with a digit gets an underscore before. */
    String legal(String name) {
        StringBuilder legal = new StringBuilder(name.length() + 1);
        name.codePoints().forEach(c -> legal.appendCodePoint(allowed(c) ? c : '_'));
        if (legal.isEmpty() || Character.isDigit(legal.codePointAt(0))) {
            legal.insert(0, '_');
        }
        return legal.toString();
    }

    private boolean allowed(int c) {
        return c < 128 ? c == '_' || Character.isLetterOrDigit(c) : this == UNICODE && Character.isLetterOrDigit(c);
    }
}
