// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import io.tdconnect.common.config.ConfigProblems;
import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.OptionException;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.tls.Tls;
import io.tdconnect.common.tls.TlsOptions;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;

/** The options for connecting to TDengine, the same in the source and the sink. */
public final class TdengineOptions {
    /** Name of the option for the address of the gateway. */
    public static final String URL = "connection.url";
    /** Name of the option for further gateways. */
    public static final String ENDPOINTS = "connection.endpoints";
    /** Name of the option for the user. */
    public static final String USER = "connection.user";
    /** Name of the option for the password. */
    public static final String PASSWORD = "connection.password";
    /** Name of the option for a token. */
    public static final String TOKEN = "connection.token";
    /** Name of the option for TLS. */
    public static final String TLS = "connection.tls";
    /** Name of the option for checking the certificate of the server. */
    public static final String TLS_VERIFICATION = "connection.tls.verification";
    /** Name of the option for compression. */
    public static final String COMPRESSION = "connection.compression";
    /** Name of the option that limits how long connecting may take, in milliseconds. */
    public static final String TIMEOUT = "connection.timeout.ms";
    /** Name of the option that limits how long an answer may take, in milliseconds. */
    public static final String REQUEST_TIMEOUT = "request.timeout.ms";

    private static final String FACTORY_USER = "root";
    private static final String FACTORY_PASSWORD = "taosdata";

    private TdengineOptions() {}

    /** Adds the options as a group of their own. */
    public static void addTo(Options options) {
        options.group("Connection")
                .required(
                        URL,
                        Type.STRING,
                        "Address of the gateway taosAdapter: jdbc:TAOS-WS://host:6041, http(s)://host:6041 or host:6041;"
                                + " several hosts of one cluster are separated by commas. https turns on TLS.")
                .validator(TdengineUrl.VALIDATOR)
                .optional(
                        ENDPOINTS,
                        Type.LIST,
                        "",
                        "Further gateways of the same cluster, as host:6041,host2:6041. When one cannot be reached or does"
                                + " not answer, the next is used.")
                .validator(TdengineUrl.ENDPOINTS_VALIDATOR)
                .optional(USER, Type.STRING, FACTORY_USER, "User name.")
                .validator(Validators.nonEmpty())
                .importance(Importance.HIGH)
                .optional(
                        PASSWORD,
                        Type.PASSWORD,
                        FACTORY_PASSWORD,
                        "Password of the user; the default is that of a fresh installation.")
                .importance(Importance.HIGH)
                .optional(TOKEN, Type.PASSWORD, null, "Token of TDengine Cloud, which replaces user and password.")
                .optional(TLS, Type.BOOLEAN, false, "Whether to connect with TLS, as an https address does.")
                .optional(
                        TLS_VERIFICATION,
                        Type.BOOLEAN,
                        true,
                        "Whether to check the certificate of the server, by tls.ca or else by the trust store of the"
                                + " worker's Java (javax.net.ssl.trustStore). Turn it off only for tests.")
                .importance(Importance.LOW);
        addTransport(options);
    }

    private static void addTransport(Options options) {
        options.optional(
                        COMPRESSION,
                        Type.BOOLEAN,
                        false,
                        "Whether to compress messages; saves network, costs processor time.")
                .importance(Importance.LOW)
                .optional(TIMEOUT, Type.INT, 5_000, "How long connecting may take, in milliseconds.")
                .validator(Validators.between(100, 60_000))
                .importance(Importance.LOW)
                .optional(
                        REQUEST_TIMEOUT,
                        Type.INT,
                        30_000,
                        "How long the server may take to answer a request, in milliseconds. After that the connection is"
                                + " dropped and the request repeated on another.")
                .validator(Validators.between(1_000, 3_600_000))
                .importance(Importance.LOW);
        ConnectionCheck.addTo(options, "Whether validating this configuration tries to connect.");
        TlsOptions.addTo(options);
    }

    /** Properties for the driver: those in the address, and compression. */
    public static Map<String, String> driverProperties(AbstractConfig config) {
        Map<String, String> driver =
                new LinkedHashMap<>(TdengineUrl.parse(config.getString(URL)).parameters());
        driver.put("enableCompression", String.valueOf(config.getBoolean(COMPRESSION)));
        return driver;
    }

    /** Where the gateways are, for {@link ConnectionCheck}. */
    public static List<URI> addresses(AbstractConfig config) {
        return endpoints(config).stream()
                .map(endpoint -> URI.create("taosws://" + endpoint))
                .toList();
    }

    /**
     * The gateway of the options. Reads certificates and keys.
     *
     * @throws ConfigException on the option whose certificate or key cannot be used
     */
    public static Gateway gateway(AbstractConfig config) {
        try {
            return new Gateway(
                    endpoints(config),
                    encryption(config),
                    new Gateway.Login(config.getString(USER), config.getPassword(PASSWORD), config.getPassword(TOKEN)),
                    Duration.ofMillis(config.getInt(TIMEOUT)),
                    Duration.ofMillis(config.getInt(REQUEST_TIMEOUT)));
        } catch (OptionException e) {
            ConfigException refusal =
                    new ConfigException("Invalid value for configuration " + e.option() + ": " + e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** Reports problems of certificates and keys if there are no other problems. */
    public static void checkTls(AbstractConfig config, ConfigProblems problems) {
        try {
            if (problems.none()) {
                encryption(config);
            }
        } catch (OptionException e) {
            problems.add(e.option(), String.valueOf(e.getMessage()));
        }
    }

    private static List<String> endpoints(AbstractConfig config) {
        TdengineUrl url = TdengineUrl.parse(config.getString(URL));
        Set<String> endpoints = new LinkedHashSet<>(List.of(url.endpoints().split(",", -1)));
        config.getList(ENDPOINTS).forEach(endpoint -> endpoints.add(TdengineUrl.endpoint(endpoint)));
        return List.copyOf(endpoints);
    }

    private static Encryption encryption(AbstractConfig config) throws OptionException {
        Tls tls = TlsOptions.from(config);
        String configured = tls.option();
        if (!TdengineUrl.parse(config.getString(URL)).tls() && !config.getBoolean(TLS)) {
            if (configured != null) {
                throw new OptionException(
                        configured,
                        "expected " + TLS + "=true or an https address with it, found a connection without TLS");
            }
            return Encryption.NONE;
        }
        boolean verified = config.getBoolean(TLS_VERIFICATION);
        if (configured == null && (!verified || tls.hostnameVerification())) {
            return verified ? Encryption.TLS : Encryption.TLS_UNVERIFIED;
        }
        Tls.Verification ofServer = tls.hostnameVerification() ? Tls.Verification.FULL : Tls.Verification.ANY_HOST;
        return Encryption.of(tls.checkedContext(verified ? ofServer : Tls.Verification.NONE));
    }
}
