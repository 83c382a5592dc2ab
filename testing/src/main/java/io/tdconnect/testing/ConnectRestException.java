// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

/** Thrown when a Connect worker answers a REST request with an error. */
public final class ConnectRestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ConnectRestException(String request, int status, String body) {
        super(request + " was answered with status " + status + ": " + body);
        this.status = status;
    }

    /** The HTTP status of the answer. */
    public int status() {
        return status;
    }
}
