// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

/** A worker does not answer, or refuses a request. */
final class WorkerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a sentence for people. */
    WorkerException(String message) {
        super(message);
    }
}
