// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.side;

import org.jspecify.annotations.Nullable;

/** An answer of a server that is missing; the message says which server. */
public final class SideException extends Exception {
    private final Cause reason;
    private final int code;

    /** What to do about it. */
    public enum Cause {
        /** Connect again and repeat. */
        LOST,
        /** Ask for less. */
        TOO_MUCH,
        /** Nothing: the server refuses. */
        REFUSED
    }

    /** A failure with its cause. */
    public SideException(Cause reason, String message, @Nullable Throwable cause) {
        this(reason, message, 0, cause);
    }

    SideException(Cause reason, String message, int code, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.code = code;
    }

    /** The code of TDengine; 0 without one. */
    int code() {
        return code;
    }

    /** What to do about it. */
    public Cause reason() {
        return reason;
    }
}
