// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import io.tdconnect.common.config.Addresses;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.tls.Tls;
import io.tdconnect.common.tls.TlsOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
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
public record ConnectionOptions(
        URI url, @Nullable Password authorization, @Nullable TlsSettings tls, Transport transport) {
    public static final String URL = "url";
    public static final String VERSION = "version";
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

    public static void addTo(Options options) {
        options.group("Connection")
                .required(URL, Type.STRING, "Server, such as http://influxdb:8086 or https://host:8086.")
                .validator(Validators.all(Validators.uri("http", "https"), new PlainUrl()))
                .optional(
                        VERSION,
                        Type.STRING,
                        "1.8",
                        "Version of the server, which decides how the connector logs in: 1.x (also 1.7, 1.8) with user and"
                                + " password, 2.x (also 2.0 to 2.7) with organization and token.")
                .validator(Validators.pattern("[12](\\.(x|\\d+(\\.\\d+)?))?", "1.x, 2.x or a number such as 1.8"))
                .importance(Importance.HIGH)
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
        ConnectionCheck.addTo(options, "Whether validating the configuration asks the server for the bucket.");
    }

    public static ConnectionOptions from(AbstractConfig config) {
        URI url = url(config);
        Tls tls = TlsOptions.from(config);
        return new ConnectionOptions(
                url,
                LoginOptions.from(config).authorization(version2(config)),
                "https".equalsIgnoreCase(url.getScheme())
                        ? new TlsSettings(tls.context(), tls.hostnameVerification())
                        : null,
                new Transport(
                        Duration.ofMillis(config.getLong(CONNECT_TIMEOUT)),
                        Duration.ofMillis(config.getLong(STALL_TIMEOUT)),
                        config.getBoolean(GZIP)));
    }

    public static URI url(AbstractConfig config) {
        return URI.create(config.getString(URL).trim());
    }

    /** Whether the server is of version 2, which has tokens in place of users. */
    public static boolean version2(AbstractConfig config) {
        return config.getString(VERSION).startsWith("2");
    }

    /** The same connection with other timeouts. */
    public ConnectionOptions withTimeouts(Duration connect, Duration stall) {
        return new ConnectionOptions(url, authorization, tls, new Transport(connect, stall, transport.gzip));
    }

    /** Refuses secrets in the URL, since messages and the readable part of the configuration contain it. */
    private record PlainUrl() implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            try {
                URI url = value == null ? null : Addresses.uri(value.toString());
                if (url != null && (url.getRawUserInfo() != null || url.getRawQuery() != null || containsUser(url))) {
                    throw new ConfigException("Invalid value for configuration " + name
                            + ": expected an address without user and parameters; use " + LoginOptions.USER + " and "
                            + LoginOptions.PASSWORD + ", or " + LoginOptions.TOKEN);
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
