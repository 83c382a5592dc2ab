// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

/** An argument cannot be used. */
final class WrongArgumentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With the argument, what was expected and what was found. */
    WrongArgumentException(String message) {
        super(message);
    }
}
