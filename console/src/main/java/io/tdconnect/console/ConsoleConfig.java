// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.WorkerFile;
import io.tdconnect.common.tls.Tls;
import io.tdconnect.common.tls.TlsOptions;
import io.tdconnect.console.http.BasicLogin;
import io.tdconnect.console.http.Login;
import io.tdconnect.console.http.OpenLogin;
import io.tdconnect.console.http.PasswordFile;
import io.tdconnect.console.http.ProxyLogin;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * How the console listens, and whom it lets in.
 *
 * @param address where it listens
 * @param tls of its own port, and of the connection to the worker
 * @param connect the REST API of a worker; null if that of this worker is meant
 * @param readOnly whether the pages may change nothing
 * @param kafka options of clients of the workers' Kafka cluster; empty if it is not known
 * @param peers consoles of other workers
 */
record ConsoleConfig(
        URI address,
        Tls tls,
        Login login,
        @Nullable URI connect,
        boolean readOnly,
        Map<String, Object> kafka,
        List<URI> peers) {
    /** What the names of the options begin with in the properties of a worker. */
    static final String PREFIX = "tdconnect.console.";

    static final String LISTENERS = "listeners";
    static final String AUTH = "auth";
    static final String USERS = "users";
    static final String USER_HEADER = "user.header";
    static final String TRUSTED_PROXIES = "trusted.proxies";
    static final String CONNECT_URL = "connect.url";
    static final String READ_ONLY = "read.only";

    static final String BOOTSTRAP = "bootstrap.servers";
    static final String PEERS = "peers";

    /** What the names of options of Kafka's clients begin with. */
    private static final String KAFKA = "kafka.";

    /** Options of a worker with which it reaches its Kafka cluster. */
    private static final Pattern WORKER_KAFKA =
            Pattern.compile("bootstrap\\.servers|client\\.dns\\.lookup|security\\.protocol|(?:ssl|sasl)\\..*");

    private static final String WORKER_LISTENERS = "listeners";
    private static final int WORKER_PORT = 8083;

    /** Who is let in. */
    enum Auth {
        NONE,
        BASIC,
        PROXY_HEADER
    }

    /** The options, without the prefix. */
    static ConfigDef definitions() {
        Options options = new Options();
        options.group("Console")
                .optional(
                        LISTENERS,
                        Type.STRING,
                        "http://127.0.0.1:8086",
                        "Address of the console: http or https, host and port. By default only this machine reaches it; for other"
                                + " hosts auth has to be basic or proxy-header.")
                .choice(
                        AUTH,
                        Auth.NONE,
                        "Who is let in: none lets everybody in who reaches the port, which has to be on 127.0.0.1; basic asks for a"
                                + " name and a password of users; proxy-header believes user.header of trusted.proxies.")
                .optional(
                        USERS,
                        Type.STRING,
                        "",
                        "File with a line for each user, as tdconnect console --add-user writes them. For auth=basic.")
                .optional(USER_HEADER, Type.STRING, "X-Forwarded-User", "Header with the user. For auth=proxy-header.")
                .optional(
                        TRUSTED_PROXIES,
                        Type.LIST,
                        List.of(),
                        "Addresses of the proxies whose user.header is believed. For auth=proxy-header.")
                .add(ConsoleConfig::addCluster)
                .optional(READ_ONLY, Type.BOOLEAN, false, "Whether the pages show and check, and change nothing.")
                .add(TlsOptions::addTo);
        return options.build();
    }

    private static void addCluster(Options options) {
        options.optional(
                        CONNECT_URL,
                        Type.STRING,
                        "",
                        "URL of Connect's REST API, with user and password if it asks for them. By default that of this worker.")
                .optional(
                        BOOTSTRAP,
                        Type.STRING,
                        "",
                        "Kafka cluster of the workers, for lags, samples, dead letters and offsets by time. By default that of"
                                + " this worker. kafka.NAME sets the option NAME of the clients, such as"
                                + " kafka.security.protocol.")
                .optional(
                        PEERS,
                        Type.LIST,
                        List.of(),
                        "URLs of the consoles of the other workers, with user and password if they ask for them: figures of the"
                                + " tasks that run there come from them.");
    }

    /**
     * Reads the options of a worker.
     *
     * @param worker all properties of the worker
     * @throws ConfigException with the name of the option that is wrong
     */
    static ConsoleConfig ofWorker(Map<String, ?> worker) {
        Map<String, Object> own = new HashMap<>();
        worker.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                own.put(name.substring(PREFIX.length()), value);
            }
        });
        worker.forEach((name, value) -> {
            if (WORKER_KAFKA.matcher(name).matches()) {
                own.putIfAbsent(name.equals(BOOTSTRAP) ? name : KAFKA + name, value);
            }
        });
        if (String.valueOf(own.getOrDefault(CONNECT_URL, "")).isEmpty()) {
            own.put(CONNECT_URL, ofThisWorker(worker).toString());
        }
        return of(own);
    }

    /**
     * Reads the options.
     *
     * @param options names without the prefix
     */
    static ConsoleConfig of(Map<String, ?> options) {
        AbstractConfig config = new AbstractConfig(definitions(), options, false);
        String connect = config.getString(CONNECT_URL);
        URI address = address(LISTENERS, config.getString(LISTENERS));
        Tls tls = TlsOptions.from(config);
        if (address.getScheme().equals("https") && tls.certificate() == null && tls.keystore() == null) {
            throw new ConfigException(PREFIX + TlsOptions.CERTIFICATE + ": expected the certificate of the console for "
                    + PREFIX + LISTENERS + "=" + address + ", found none");
        }
        return new ConsoleConfig(
                address,
                tls,
                login(config),
                connect.isEmpty() ? null : address(CONNECT_URL, connect),
                config.getBoolean(READ_ONLY),
                kafka(config.getString(BOOTSTRAP), options),
                config.getList(PEERS).stream().map(peer -> address(PEERS, peer)).toList());
    }

    private static Map<String, Object> kafka(String servers, Map<String, ?> options) {
        Map<String, Object> clients = new HashMap<>();
        if (!servers.isBlank()) {
            clients.put(BOOTSTRAP, servers);
            options.forEach((name, value) -> {
                if (name.startsWith(KAFKA)) {
                    clients.put(name.substring(KAFKA.length()), value);
                }
            });
        }
        return clients;
    }

    private static URI address(String option, String text) {
        try {
            URI address = URI.create(text.trim());
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // As any other text that is no address.
        }
        // The address may contain a password.
        throw new ConfigException(
                PREFIX + option + ": expected an address such as http://127.0.0.1:8086, found something else");
    }

    private static Login login(AbstractConfig config) {
        return switch (EnumOption.parse(Auth.class, config.getString(AUTH))) {
            case NONE -> new OpenLogin();
            case BASIC -> new BasicLogin(users(config.getString(USERS)));
            case PROXY_HEADER -> {
                if (config.getList(TRUSTED_PROXIES).isEmpty()) {
                    throw new ConfigException(PREFIX + TRUSTED_PROXIES
                            + ": expected the addresses of the proxies for auth=proxy-header, found none");
                }
                yield new ProxyLogin(config.getString(USER_HEADER), Set.copyOf(config.getList(TRUSTED_PROXIES)));
            }
        };
    }

    private static PasswordFile users(String file) {
        if (file.isEmpty()) {
            throw new ConfigException(PREFIX + USERS + ": expected a file for auth=basic, found none");
        }
        try {
            return new PasswordFile(WorkerFile.allowed(file));
        } catch (IOException e) {
            throw new ConfigException(PREFIX + USERS + ": expected a file that can be read, found " + e);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(PREFIX + USERS + ": " + e.getMessage());
        }
    }

    private static URI ofThisWorker(Map<String, ?> worker) {
        Object listeners = worker.get(WORKER_LISTENERS);
        String first = listeners == null
                ? ""
                : String.valueOf(listeners).split(",", -1)[0].trim();
        if (first.isEmpty()) {
            return URI.create("http://127.0.0.1:" + WORKER_PORT);
        }
        String scheme = first.substring(0, first.indexOf(':')).toLowerCase(Locale.ROOT);
        String place = first.substring(first.indexOf("//") + 2);
        boolean everywhere = place.startsWith(":") || place.startsWith("0.0.0.0:") || place.startsWith("[::]:");
        return URI.create(
                scheme + "://" + (everywhere ? "127.0.0.1" + place.substring(place.lastIndexOf(':')) : place));
    }
}
