// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/** Finds out who sends a request. */
public interface Login {
    /** The user; null if the request has to be refused. */
    @Nullable
    String user(HttpFields headers, String remoteAddress);

    /** What the browser is asked for with a refusal, for the header WWW-Authenticate; null for nothing. */
    @Nullable
    String challenge();

    /** Whether anybody is let in who reaches the port. */
    default boolean isOpen() {
        return false;
    }
}
