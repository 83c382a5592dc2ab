// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Addresses of brokers as users write them, and as the client libraries want them. */
final class Brokers {
    private static final Map<String, String> ALIASES = Map.of("mqtt", "tcp", "mqtts", "ssl");

    private Brokers() {}

    /** The address with a scheme that the client libraries know: mqtt is tcp, mqtts is ssl. */
    static URI parse(String url) {
        String trimmed = url.trim();
        String scheme = trimmed.substring(0, trimmed.indexOf("://")).toLowerCase(Locale.ROOT);
        return URI.create(ALIASES.getOrDefault(scheme, scheme) + trimmed.substring(scheme.length()));
    }

    /** What is wrong with addresses that are URIs with a known scheme, null if nothing. */
    static @Nullable String problem(List<URI> brokers) {
        for (URI broker : brokers) {
            if (broker.getRawUserInfo() != null) {
                return "expected no user and password in the URL, use " + MqttSourceConfig.USER + " and "
                        + MqttSourceConfig.PASSWORD;
            }
            if (broker.getHost() == null) {
                return "expected a host name or address, found none that is valid";
            }
            boolean webSocket = broker.getScheme().startsWith("ws");
            if (!webSocket
                    && !broker.getRawPath().isEmpty()
                    && !broker.getRawPath().equals("/")) {
                return "expected no path after the port of " + MqttFailure.place(broker);
            }
        }
        return null;
    }

    /** Whether the connection uses TLS. */
    static boolean tls(URI broker) {
        return broker.getScheme().equals("ssl") || broker.getScheme().equals("wss");
    }
}
