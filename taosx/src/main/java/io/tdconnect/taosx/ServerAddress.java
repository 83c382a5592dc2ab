// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.HostPort;
import java.util.List;
import java.util.Map;

/** Addresses of servers. */
final class ServerAddress {
    private static final Map<Integer, String> SERVICES = Map.ofEntries(
            Map.entry(1883, "MQTT"),
            Map.entry(8883, "MQTT"),
            Map.entry(9092, "Kafka"),
            Map.entry(8086, "InfluxDB"),
            Map.entry(4840, "OPC UA"),
            Map.entry(4242, "OpenTSDB"),
            Map.entry(6030, "TDengine's native protocol"),
            Map.entry(6041, "TDengine"),
            Map.entry(6043, "taosKeeper"),
            Map.entry(6050, "taosX"),
            Map.entry(6060, "taos-explorer"),
            Map.entry(8083, "Kafka Connect"));

    private ServerAddress() {}

    /** Sets the option {@code url}; one host and no path are allowed. */
    static void http(Draft draft, String service, int usual) {
        List<HostPort> hosts = draft.dsn().hosts();
        String scheme = "https".equals(draft.dsn().protocol()) ? "https" : "http";
        if (hosts.size() != 1) {
            draft.problem(
                    "host",
                    "one server, as in " + draft.dsn().scheme() + "://host:" + usual,
                    hosts.isEmpty() ? "none" : hosts.size() + " of them",
                    null);
            return;
        }
        if (!draft.dsn().object().replace("/", "").isEmpty()) {
            draft.problem("object", "nothing after the host", "a path", null);
        }
        draft.set(
                "url", scheme + "://" + hosts.get(0).host() + ':' + hosts.get(0).port(usual), "host");
        checkPorts(draft, service, usual);
    }

    /** Adds a note for each host whose port is the usual one of another service. */
    static void checkPorts(Draft draft, String service, int usual) {
        for (HostPort host : draft.dsn().hosts()) {
            String other = SERVICES.get(host.port(usual));
            if (other != null && !other.equals(service)) {
                draft.note(
                        "port",
                        host.port(usual) + " usually is a port of " + other + ", " + service + " usually listens at "
                                + usual);
            }
        }
    }
}
