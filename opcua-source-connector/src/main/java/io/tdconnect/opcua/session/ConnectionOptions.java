// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.session;

import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** The address of the server and the time limits of a connection. */
public record ConnectionOptions(
        String endpointUrl,
        boolean rewriteHost,
        Duration connectTimeout,
        Duration requestTimeout,
        Duration sessionTimeout) {
    public static final String ENDPOINT_URL = "endpoint.url";
    static final String REWRITE_HOST = "endpoint.host.rewrite";
    static final String CONNECT_TIMEOUT = "connect.timeout.ms";
    public static final String REQUEST_TIMEOUT = "request.timeout.ms";
    static final String SESSION_TIMEOUT = "session.timeout.ms";

    public static void addTo(Options options) {
        options.group("Connection")
                .required(
                        ENDPOINT_URL,
                        Type.STRING,
                        "Address of the server, as in opc.tcp://plc1:4840 or opc.tcp://plc1:4840/path.")
                .validator(Validators.all(Validators.uri("opc.tcp"), new WithoutUser()))
                .width(Width.LONG)
                .optional(
                        REWRITE_HOST,
                        Type.BOOLEAN,
                        true,
                        "Whether host and port of endpoint.url replace those that the server reports, which often cannot"
                                + " be reached from outside its network.")
                .optional(CONNECT_TIMEOUT, Type.LONG, 10_000L, "How long to wait for a connection, in milliseconds.")
                .validator(Validators.between(1, 3_600_000))
                .optional(
                        REQUEST_TIMEOUT,
                        Type.LONG,
                        10_000L,
                        "How long to wait for the answer to a request, in milliseconds. This is also the interval, of at"
                                + " most 5 s, at which the server sends a sign of life for each subscription; after three missing"
                                + " ones the session is replaced.")
                .validator(Validators.between(1, 3_600_000))
                .optional(
                        SESSION_TIMEOUT,
                        Type.LONG,
                        120_000L,
                        "How long the server keeps a session whose client it does not hear from, in milliseconds. Values"
                                + " sampled in that time wait in its queues (queue.size). After a longer interruption the session"
                                + " is replaced.")
                .validator(Validators.between(1_000, 86_400_000));
        ConnectionCheck.addTo(options, "Whether a new configuration is tried on the server.");
    }

    /** Messages contain the address, and the protocol does not use a user in it. */
    private record WithoutUser() implements Validator {
        @Override
        public void ensureValid(String name, @Nullable Object value) {
            if (value != null && value.toString().contains("@")) {
                throw new ConfigException(
                        "Invalid value for configuration " + name + ": expected an address without a user;" + " use "
                                + SecurityOptions.USER + " and " + SecurityOptions.PASSWORD);
            }
        }

        @Override
        public String toString() {
            return "without a user";
        }
    }

    public static ConnectionOptions from(AbstractConfig config) {
        return new ConnectionOptions(
                config.getString(ENDPOINT_URL).trim(),
                config.getBoolean(REWRITE_HOST),
                Duration.ofMillis(config.getLong(CONNECT_TIMEOUT)),
                Duration.ofMillis(config.getLong(REQUEST_TIMEOUT)),
                Duration.ofMillis(config.getLong(SESSION_TIMEOUT)));
    }
}
