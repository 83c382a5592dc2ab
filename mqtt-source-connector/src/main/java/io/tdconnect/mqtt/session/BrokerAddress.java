// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** Addresses of brokers as users write them, and as the client libraries expect them. */
public final class BrokerAddress {
    private static final Map<String, String> ALIASES = Map.of("mqtt", "tcp", "mqtts", "ssl");

    private BrokerAddress() {}

    /** The address with a scheme that the client libraries know: mqtt is tcp, mqtts is ssl. */
    static URI parse(String url) {
        String trimmed = url.trim();
        String scheme = trimmed.substring(0, trimmed.indexOf("://")).toLowerCase(Locale.ROOT);
        return URI.create(ALIASES.getOrDefault(scheme, scheme) + trimmed.substring(scheme.length()));
    }

    /** Host and port, without anything that could be secret. */
    public static String place(URI broker) {
        return broker.getHost() + (broker.getPort() < 0 ? "" : ":" + broker.getPort());
    }

    /** Whether the connection uses TLS. */
    static boolean usesTls(URI broker) {
        return broker.getScheme().equals("ssl") || broker.getScheme().equals("wss");
    }
}
