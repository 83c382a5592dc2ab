// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.client;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port of a broker.
 *
 * @param host name or address, an IPv6 address without brackets
 */
public record ServerAddress(String host, int port) {
    private static final Pattern FORM = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^\\s\\[\\]:/@?#]+):(\\d{1,5})");
    private static final int LAST_PORT = 65_535;

    /**
     * The address of a text.
     *
     * @throws IllegalArgumentException if it has another form; the message does not repeat it, since it may have a password
     */
    public static ServerAddress parse(String text) {
        Matcher form = FORM.matcher(text.trim());
        if (!form.matches()) {
            throw new IllegalArgumentException("expected host:port such as kafka1:9092, without scheme and user");
        }
        int port = Integer.parseInt(form.group(2));
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("expected a port from 1 to " + LAST_PORT + ", found " + port);
        }
        return new ServerAddress(form.group(1).replaceAll("^\\[|]$", ""), port);
    }

    /** The address as a URI, whose host is null for names with underscores, as containers have them. */
    public URI uri() {
        return URI.create("kafka://" + this);
    }

    @Override
    public String toString() {
        return (host.contains(":") ? '[' + host + ']' : host) + ':' + port;
    }
}
