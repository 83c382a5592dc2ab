// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

/** Thrown when a server did not start; its message ends with the last lines of the server's log. */
public final class StartFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean addressInUse;

    StartFailedException(String problem, String log) {
        super(problem + System.lineSeparator() + log);
        addressInUse = log.contains("Address already in use") || log.contains("Address in use");
    }

    boolean addressInUse() {
        return addressInUse;
    }
}
