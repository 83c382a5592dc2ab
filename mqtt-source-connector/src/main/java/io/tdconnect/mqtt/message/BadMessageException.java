// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.message;

/** A message cannot become a record; says what was expected, and nothing of the payload. */
public final class BadMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadMessageException(String message) {
        super(message);
    }

    /** The reason, for logs and headers. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
