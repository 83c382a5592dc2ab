// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

/** Reports a text that is not a DSN, without repeating it. */
public final class DsnException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String part;
    private final int position;
    private final String expected;
    private final String found;

    DsnException(String part, int position, String expected, String found) {
        super(part + " at position " + position + ": expected " + expected + ", found " + found);
        this.part = part;
        this.position = position;
        this.expected = expected;
        this.found = found;
    }

    /** The part of the DSN, such as {@code port}. */
    public String part() {
        return part;
    }

    /** The first character that does not fit, from 1. */
    public int position() {
        return position;
    }

    /** What may stand there. */
    public String expected() {
        return expected;
    }

    /** What stands there, never a secret. */
    public String found() {
        return found;
    }
}
