// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import io.tdconnect.common.config.Addresses;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The address of one or several gateways, as {@code jdbc:TAOS-WS://host:6041}, {@code http(s)://host:6041},
 * {@code ws(s)://host:6041} or {@code host:6041,host2:6041}.
 *
 * @param endpoints {@code host:port}, several separated by commas
 * @param database after the slash; null if the URL names no database
 * @param tls whether the scheme asks for TLS
 * @param parameters what follows the question mark, decoded
 */
record TdengineUrl(String endpoints, @Nullable String database, boolean tls, Map<String, String> parameters) {
    static final Validator VALIDATOR = new Check();
    static final Validator ENDPOINTS_VALIDATOR = new EndpointsCheck();
    private static final String EXPECTED =
            "expected jdbc:TAOS-WS://host:6041, http(s)://host:6041 or host:6041, several hosts separated by commas";
    private static final Pattern SYNTAX =
            Pattern.compile("(?:([a-zA-Z][a-zA-Z0-9+.:-]*)://)?([^/?@\\s]+)(?:/([^?\\s]*))?(?:\\?(\\S*))?");
    private static final Set<String> SECRETS = Set.of("user", "password", "token", "bearertoken");
    private static final String WITHOUT_SECRETS =
            "expected an address without user, password and token, found one with them; set " + TdengineOptions.USER
                    + " and " + TdengineOptions.PASSWORD + ", or " + TdengineOptions.TOKEN;
    private static final int GATEWAY_PORT = 6041;
    private static final int HTTPS_PORT = 443;

    /**
     * The parts of an address.
     *
     * @throws IllegalArgumentException if it has none of the forms; the message does not repeat it
     */
    static TdengineUrl parse(String text) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException(WITHOUT_SECRETS);
        }
        Matcher parts = SYNTAX.matcher(text.trim());
        if (!parts.matches()) {
            throw new IllegalArgumentException(EXPECTED);
        }
        String scheme = parts.group(1) == null ? "" : parts.group(1).toLowerCase(Locale.ROOT);
        boolean tls = switch (scheme) {
            case "", "jdbc:taos-ws", "jdbc:taos-rs", "http", "ws" -> false;
            case "https", "wss" -> true;
            case "jdbc:taos" ->
                throw new IllegalArgumentException(
                        "jdbc:TAOS needs the native library; " + EXPECTED + ", the address of the gateway taosAdapter");
            default -> throw new IllegalArgumentException(EXPECTED + ", found scheme " + parts.group(1));
        };
        Map<String, String> parameters = parameters(parts.group(4));
        // The REST API and logs contain the address.
        if (parameters.keySet().stream().anyMatch(name -> SECRETS.contains(name.toLowerCase(Locale.ROOT)))) {
            throw new IllegalArgumentException(WITHOUT_SECRETS);
        }
        tls |= Boolean.parseBoolean(parameters.remove("useSSL"));
        int usualPort = scheme.startsWith("jdbc") || !tls ? GATEWAY_PORT : HTTPS_PORT;
        String endpoints = Arrays.stream(parts.group(2).split(",", -1))
                .map(host -> withPort(host.trim(), usualPort))
                .collect(Collectors.joining(","));
        String database = parts.group(3) == null || parts.group(3).isEmpty() ? null : parts.group(3);
        return new TdengineUrl(endpoints, database, tls, parameters);
    }

    /**
     * A gateway as {@code host:port}.
     *
     * @throws IllegalArgumentException if it has not the form {@code host} or {@code host:port}
     */
    static String endpoint(String text) {
        if (text.indexOf('/') >= 0) {
            throw new IllegalArgumentException("expected host:6041");
        }
        return withPort(text.trim(), GATEWAY_PORT);
    }

    private static String withPort(String endpoint, int usualPort) {
        int colon = endpoint.lastIndexOf(':');
        String host = colon < 0 || endpoint.endsWith("]") ? endpoint : endpoint.substring(0, colon);
        if (host.isEmpty() || (host.indexOf(':') >= 0 && !host.startsWith("["))) {
            throw new IllegalArgumentException(EXPECTED);
        }
        requireUri(host);
        if (host.length() == endpoint.length()) {
            return host + ':' + usualPort;
        }
        String port = endpoint.substring(colon + 1);
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > 65535 || Integer.parseInt(port) == 0) {
            throw new IllegalArgumentException(EXPECTED + "; the port must be a number from 1 to 65535");
        }
        return endpoint;
    }

    private static void requireUri(String host) {
        try {
            Addresses.uri("taosws://" + host);
        } catch (URISyntaxException e) {
            // Without the cause, which repeats the address.
            throw new IllegalArgumentException(
                    EXPECTED + "; the name of a host has letters, digits, points and hyphens");
        }
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                    parameters.put(pair.substring(0, equals), value);
                }
            }
        }
        return parameters;
    }

    private static final class EndpointsCheck implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            try {
                if (value instanceof List<?> endpoints) {
                    endpoints.forEach(endpoint -> endpoint(String.valueOf(endpoint)));
                }
            } catch (IllegalArgumentException e) {
                throw new ConfigException("Invalid value for configuration " + name
                        + ": expected host:6041, several separated by commas");
            }
        }

        @Override
        public String toString() {
            return "list of host:port";
        }
    }

    private static final class Check implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value != null) {
                try {
                    parse(value.toString());
                } catch (IllegalArgumentException e) {
                    // Without the value, which may contain a password.
                    throw new ConfigException("Invalid value for configuration " + name + ": " + e.getMessage());
                }
            }
        }

        @Override
        public String toString() {
            return "address such as jdbc:TAOS-WS://host:6041";
        }
    }
}
