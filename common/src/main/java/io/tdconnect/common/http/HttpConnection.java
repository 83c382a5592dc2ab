// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.http;

import io.tdconnect.common.config.Addresses;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.tls.Tls;
import io.tdconnect.common.tls.TlsOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a server and log in.
 *
 * @param url of the server
 * @param authorization value of the HTTP header, null without a login
 * @param tls null for plain connections
 * @param transport timeouts and compression
 */
public record HttpConnection(
        URI url, @Nullable Password authorization, @Nullable TlsSettings tls, Transport transport) {
    public static final String URL = "url";
    static final String GZIP = "gzip";
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    static final String STALL_TIMEOUT = "stall.timeout.ms";

    private static final long HOUR = 3_600_000;

    /**
     * TLS of a connection.
     *
     * @param context keys and trusted certificates
     * @param hostnameVerification whether the certificate has to be of the host
     */
    public record TlsSettings(SSLContext context, boolean hostnameVerification) {}

    /**
     * Timeouts and compression.
     *
     * @param connectTimeout limit for making a connection
     * @param stallTimeout how long an answer may pause before it counts as lost
     * @param gzip whether answers are compressed
     */
    public record Transport(Duration connectTimeout, Duration stallTimeout, boolean gzip) {}

    /**
     * Adds the options, except those of TLS and of the login.
     *
     * @param example documentation of the address
     * @param login the options for what an address must not contain, such as {@code user and password}
     */
    public static void addTo(Options options, String example, String login) {
        options.group("Connection")
                .required(URL, Type.STRING, example)
                .validator(Validators.all(Validators.uri("http", "https"), new PlainUrl(login)))
                .optional(
                        GZIP,
                        Type.BOOLEAN,
                        false,
                        "Whether answers are compressed: good on slow networks, costs CPU on the server.")
                .importance(Importance.LOW)
                .optional(CONNECT_TIMEOUT, Type.LONG, 10_000L, "How long making a connection may take.")
                .validator(Validators.between(100, HOUR))
                .importance(Importance.LOW)
                .optional(
                        STALL_TIMEOUT,
                        Type.LONG,
                        60_000L,
                        "How long the server may send nothing before its answer counts as lost. The connector then"
                                + " continues where it stopped, with half the window.")
                .validator(Validators.between(100, 24 * HOUR))
                .importance(Importance.LOW);
    }

    /** The connection of a configuration that logs in with this header. */
    public static HttpConnection from(AbstractConfig config, @Nullable Password authorization) {
        URI url = url(config);
        Tls tls = TlsOptions.from(config);
        return new HttpConnection(
                url,
                authorization,
                "https".equalsIgnoreCase(url.getScheme())
                        ? new TlsSettings(tls.context(), tls.hostnameVerification())
                        : null,
                new Transport(
                        Duration.ofMillis(config.getLong(CONNECT_TIMEOUT)),
                        Duration.ofMillis(config.getLong(STALL_TIMEOUT)),
                        config.getBoolean(GZIP)));
    }

    /** The address of the server. */
    public static URI url(AbstractConfig config) {
        return URI.create(config.getString(URL).trim());
    }

    /** The HTTP header of a user; null without one. */
    public static @Nullable Password basic(String user, @Nullable Password password) {
        if (user.isEmpty()) {
            return null;
        }
        String pair = user + ":" + (password == null ? "" : password.value());
        return new Password("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same connection with other timeouts. */
    public HttpConnection withTimeouts(Duration connect, Duration stall) {
        return new HttpConnection(url, authorization, tls, new Transport(connect, stall, transport.gzip));
    }

    /** Refuses secrets in the URL, since messages and the readable part of the configuration contain it. */
    private record PlainUrl(String login) implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            try {
                URI url = value == null ? null : Addresses.uri(value.toString());
                if (url != null && (url.getRawUserInfo() != null || url.getRawQuery() != null || containsUser(url))) {
                    throw new ConfigException("Invalid value for configuration " + name
                            + ": expected an address without user and parameters; use " + login);
                }
            } catch (URISyntaxException e) {
                throw new ConfigException("Invalid value for configuration " + name + ": expected a URL, found "
                        + e.getReason() + " at position " + e.getIndex());
            }
        }

        private static boolean containsUser(URI url) {
            String authority = url.getRawAuthority();
            return authority != null && authority.contains("@");
        }

        @Override
        public String toString() {
            return "without user and parameters";
        }
    }
}
