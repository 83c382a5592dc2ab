// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import java.io.Serial;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The gateway refused a request, cannot be reached, does not answer, or sent a message that cannot be read.
 *
 * <p>{@link #getErrorCode()} is the code of the server, {@link #CONNECTION} or {@link #TIMEOUT}, which
 * {@link TdengineErrors} knows; 0 for a message that cannot be read. After a failure without a code of the server the
 * client cannot be used again: close it and connect another. No message contains a secret.
 */
public class GatewayException extends SQLException {
    /** Code of a connection that could not be opened, was lost or is closed. */
    public static final int CONNECTION = 0x2301;

    /** Code of a request without an answer in time. */
    public static final int TIMEOUT = 0x231e;

    /**
     * The server's code for a request about positions that do not exist: of a vgroup that is in its snapshot, and for
     * {@code assignment} also while any vgroup of the topic has not sent rows of its log yet.
     */
    public static final int IN_SNAPSHOT = 0x4006;

    @Serial
    private static final long serialVersionUID = 1L;

    public GatewayException(String message, int code, @Nullable Throwable cause) {
        super(message, null, code, cause);
    }

    /**
     * The server's refusal of a request.
     *
     * @param action the request
     * @param code of the server, of which the lower 16 bits count
     */
    public static GatewayException refused(String action, int code, String reason) {
        return new GatewayException(
                "TDengine refused " + action + ": " + reason + " (" + TdengineErrors.hex(code & 0xffff) + ")",
                code & 0xffff,
                null);
    }

    /** What the failure means; {@link ErrorClass#RETRIABLE} if a new connection may do better. */
    public ErrorClass errorClass() {
        return TdengineErrors.classify(this);
    }
}
