// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx.dsn;

import org.jspecify.annotations.Nullable;

/**
 * A server of a DSN.
 *
 * @param host name or address, an IPv6 address in brackets
 * @param port null if the DSN names none
 */
public record HostPort(String host, @Nullable Integer port) {
    /** The port, or the usual one of the driver. */
    public int port(int usual) {
        return port == null ? usual : port;
    }

    /** As in a DSN. */
    String text() {
        return port == null ? host : host + ':' + port;
    }
}
