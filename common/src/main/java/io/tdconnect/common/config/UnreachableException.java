// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.io.IOException;

/** Says what was found where a server was expected, to follow "found". */
public final class UnreachableException extends IOException {
    private final boolean silent;

    UnreachableException(String found, boolean silent) {
        super(found);
        this.silent = silent;
    }

    /** Whether nobody answered in time. */
    public boolean silent() {
        return silent;
    }
}
