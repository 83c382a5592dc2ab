// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.io.IOException;

/** No server was reached; the message continues "expected a server, found". */
public final class UnreachableException extends IOException {
    private final boolean silent;

    UnreachableException(String found, boolean silent) {
        super(found);
        this.silent = silent;
    }

    /** Whether the time passed without an answer. */
    public boolean silent() {
        return silent;
    }
}
