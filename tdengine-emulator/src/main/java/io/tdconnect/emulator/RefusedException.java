// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator;

/** The gateway itself refuses a request, before it reaches the engine. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    RefusedException(String text) {
        super(text);
        this.text = text;
    }

    String text() {
        return text;
    }
}
