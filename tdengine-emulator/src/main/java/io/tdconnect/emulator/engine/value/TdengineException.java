// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

/** A refused statement, with the code and the text of the server. */
public final class TdengineException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int code;

    public TdengineException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** The server's code without the 0x80000000 mark, such as 0x2603. */
    public int code() {
        return code;
    }

    /** The server's text, never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
