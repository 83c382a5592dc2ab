// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.format;

/** A file that cannot be read as the options say; the message contains no rows of it. */
public final class BadFileException extends Exception {
    /** The message begins with "expected". */
    public BadFileException(String message) {
        super(message);
    }

    /** With the cause in the message. */
    public BadFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
