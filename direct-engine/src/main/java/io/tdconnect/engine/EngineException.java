// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** The engine cannot start or go on, for a reason that lies outside of the connectors. */
public final class EngineException extends ConnectException {
    private static final long serialVersionUID = 1L;

    /** With a message that says what to change. */
    public EngineException(String message) {
        super(message);
    }

    /** With a message that says what to change. */
    public EngineException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
