// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads addresses that users write. */
public final class Addresses {
    private Addresses() {}

    /**
     * The URI of a text, blanks at its ends apart.
     *
     * @throws URISyntaxException if the text is not a URI
     */
    public static URI uri(String text) throws URISyntaxException {
        String trimmed = text.trim();
        try {
            return new URI(trimmed);
        } catch (NumberFormatException e) {
            // Java 17 throws it for a part of an IPv4 address inside an IPv6 address that is too large.
            URISyntaxException problem = new URISyntaxException(
                    trimmed, "a host with a number that is too large", Math.max(0, trimmed.indexOf('[')));
            problem.initCause(e);
            throw problem;
        }
    }
}
