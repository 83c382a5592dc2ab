// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** A message cannot become a record; says what was expected, and nothing of the payload. */
final class BadMessageException extends Exception {
    private static final long serialVersionUID = 1L;

    BadMessageException(String message) {
        super(message);
    }

    /** The reason, for logs and headers. */
    String reason() {
        return String.valueOf(getMessage());
    }
}
