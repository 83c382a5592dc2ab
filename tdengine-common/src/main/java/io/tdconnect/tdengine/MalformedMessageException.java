// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import java.io.Serial;

/** A message of the gateway does not follow the protocol, or is of an unknown kind. */
public final class MalformedMessageException extends GatewayException {
    @Serial
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(String message) {
        super(message, 0, null);
    }
}
