// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.Conversion;
import io.tdconnect.taosx.dsn.HostPort;
import io.tdconnect.taosx.dsn.Origin;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The connection to TDengine, of source and target. */
final class Gateway {
    static final String NATIVE_PORT =
            "TDengine: port 6030 is that of the native protocol; port 6041 of the gateway taosAdapter is used instead";

    /** Parameters of every connection. */
    static final List<Parameter> PARAMETERS = List.of(
            Parameter.option("token", "connection.token"),
            Parameter.option("compression", Conversion.FLAG, "connection.compression"),
            Parameter.note("libraryPath", "no native library is used, the gateway taosAdapter serves all versions"),
            Parameter.note("configDir", "no native library is used, so nothing is read from taos.cfg"));

    private static final String URL = "connection.url";
    private static final Set<String> ENCRYPTED = Set.of("wss", "https");
    private static final int NATIVE = 6030;
    private static final int PORT = 6041;
    private static final int ENCRYPTED_PORT = 443;

    private Gateway() {}

    /** How a DSN of this driver is found again, without its object. */
    static Origin origin(String driver) {
        return Origin.ofHosts(URL, config -> driver + ("true".equals(config.get("connection.tls")) ? "+wss" : "+ws"))
                .login("connection.user", "connection.password");
    }

    /** Sets address, user and password. */
    static void connect(Draft draft) {
        String protocol = Objects.requireNonNullElse(draft.dsn().protocol(), "");
        boolean encrypted = ENCRYPTED.contains(protocol);
        List<HostPort> hosts = draft.dsn().hosts().isEmpty()
                ? List.of(new HostPort("localhost", null))
                : draft.dsn().hosts();
        int usual = protocol.isEmpty() ? NATIVE : encrypted ? ENCRYPTED_PORT : PORT;
        String endpoints =
                hosts.stream().map(host -> endpoint(host, usual, draft)).collect(Collectors.joining(","));
        draft.set(URL, "jdbc:TAOS-WS://" + endpoints, "host");
        if (encrypted) {
            draft.set("connection.tls", "true", "protocol");
        }
        String user = draft.dsn().login().user();
        if (user != null) {
            draft.set("connection.user", user, "user");
        }
        String password = draft.dsn().login().password();
        if (password != null) {
            draft.set("connection.password", password, "password");
        }
        if (!draft.dsn().hosts().stream().allMatch(host -> host.port(usual) == NATIVE)) {
            ServerAddress.checkPorts(draft, "TDengine", PORT);
        }
    }

    private static String endpoint(HostPort host, int usual, Draft draft) {
        int port = host.port(usual);
        if (port == NATIVE) {
            draft.findings().note(NATIVE_PORT);
            port = PORT;
        }
        return host.host() + ':' + port;
    }
}
