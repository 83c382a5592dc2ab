// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.fault;

/** Text is not what its format asks for. Has no stack trace: bad lines may be many. */
public final class MalformedTextException extends Exception {
    /** Where in the text it is, counted from 0; -1 if that is not known. */
    public final int position;

    public final Fault fault;

    public MalformedTextException(String message, int position) {
        this(message, position, Fault.MALFORMED_TEXT);
    }

    public MalformedTextException(String message, int position, Fault fault) {
        super(message, null, false, false);
        this.position = position;
        this.fault = fault;
    }
}
