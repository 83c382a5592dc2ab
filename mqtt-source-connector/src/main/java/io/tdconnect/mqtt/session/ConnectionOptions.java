// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.session;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.config.Validators;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The options of the group Connection: which brokers, and as which user.
 *
 * @param brokers tried in turn until one answers
 */
public record ConnectionOptions(
        List<URI> brokers,
        ProtocolVersion version,
        @Nullable String user,
        @Nullable Password password) {
    public static final String BROKER_URLS = "broker.urls";
    public static final String PROTOCOL_VERSION = "protocol.version";
    public static final String USER = "user";
    public static final String PASSWORD = "password";

    public ConnectionOptions {
        brokers = List.copyOf(brokers);
    }

    public static void addTo(Options options) {
        options.group("Connection")
                .required(
                        BROKER_URLS,
                        Type.LIST,
                        "Brokers as tcp://host:1883, ssl://host:8883, ws://host:8080/mqtt or wss://host:8443/mqtt (mqtt://"
                                + " and mqtts:// mean tcp:// and ssl://). Several are tried in turn until one answers.")
                .validator(Validators.all(
                        Validators.nonEmptyList(), Validators.uris("tcp", "ssl", "ws", "wss", "mqtt", "mqtts")))
                .optional(
                        PROTOCOL_VERSION,
                        Type.STRING,
                        "3.1.1",
                        "Version of MQTT: 3.1, 3.1.1 or 5. The default is not 3.1, because a broker reports only"
                                + " from 3.1.1 on whether it still has the session, and whether it refused a subscription.")
                .validator(Validators.all(
                        Validators.nonEmpty(), new ParsedValidator("one of 3.1, 3.1.1, 5", ProtocolVersion::parse)))
                .recommender(new ProtocolVersions())
                .optional(USER, Type.STRING, null, "User name. Without it the client connects anonymously.")
                .optional(PASSWORD, Type.PASSWORD, null, "Password of the user.");
    }

    public static ConnectionOptions from(AbstractConfig config) {
        return new ConnectionOptions(
                config.getList(BROKER_URLS).stream().map(BrokerAddress::parse).toList(),
                ProtocolVersion.parse(config.getString(PROTOCOL_VERSION)),
                config.getString(USER),
                config.getPassword(PASSWORD));
    }

    /** The problem of an address, apart from its scheme; null if all are valid. */
    @Nullable
    public String brokerProblem() {
        for (URI broker : brokers) {
            if (broker.getRawUserInfo() != null) {
                return "expected no user and password in the URL, use " + USER + " and " + PASSWORD;
            }
            if (broker.getHost() == null) {
                return "expected a host name or address, found none that is valid";
            }
            boolean webSocket = broker.getScheme().startsWith("ws");
            if (!webSocket
                    && !broker.getRawPath().isEmpty()
                    && !broker.getRawPath().equals("/")) {
                return "expected no path after the port of " + BrokerAddress.place(broker);
            }
        }
        return null;
    }

    /** Whether any broker is reached by TLS. */
    public boolean usesTls() {
        return brokers.stream().anyMatch(BrokerAddress::usesTls);
    }

    /** A version of MQTT. */
    public enum ProtocolVersion {
        V3_1,
        V3_1_1,
        V5;

        private static ProtocolVersion parse(String text) {
            return switch (text.trim()) {
                case "3.1" -> V3_1;
                case "3.1.1" -> V3_1_1;
                case "5", "5.0" -> V5;
                default -> throw new IllegalArgumentException("expected 3.1, 3.1.1 or 5, found " + text);
            };
        }
    }

    private record ProtocolVersions() implements Recommender {
        @Override
        public List<Object> validValues(String name, Map<String, Object> parsedConfig) {
            return List.of("3.1", "3.1.1", "5");
        }

        @Override
        public boolean visible(String name, Map<String, Object> parsedConfig) {
            return true;
        }
    }
}
