// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

/** Text is not what its format asks for. Has no stack trace: bad lines may be many. */
final class MalformedTextException extends Exception {
    /** Where in the text it is, counted from 0; -1 if that is not known. */
    final int position;

    final Fault fault;

    MalformedTextException(String message, int position) {
        this(message, position, Fault.MALFORMED_TEXT);
    }

    MalformedTextException(String message, int position, Fault fault) {
        super(message, null, false, false);
        this.position = position;
        this.fault = fault;
    }
}
