// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import java.io.Serial;

/** What the gateway sent is not what the protocol says, or is of a kind that this software does not know. */
public final class MalformedMessageException extends GatewayException {
    @Serial
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message, 0, null);
    }
}
