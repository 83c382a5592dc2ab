// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.fault;

/** Text breaks the rules of its format. It has no stack trace, because there may be many bad lines. */
public final class MalformedTextException extends Exception {
    /** Position in the text, from 0; -1 if it is not known. */
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
