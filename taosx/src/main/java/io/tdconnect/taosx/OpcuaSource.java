// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.Conversion;
import io.tdconnect.taosx.dsn.HostPort;
import io.tdconnect.taosx.dsn.Origin;
import java.util.List;
import java.util.Map;

/** OPC UA servers. */
final class OpcuaSource {
    private static final String ENDPOINT = "endpoint.url";
    static final Driver DRIVER = Driver.of(
                    "OPC UA",
                    List.of("opcua", "opc+ua"),
                    "io.tdconnect.opcua.OpcuaSourceConnector",
                    "host, port (4840) and object: `endpoint.url`; user, password: `user`, `password`, with"
                            + " `password.unverified` if messages are not protected",
                    CommonParameters.ofSource(
                            Parameter.option(
                                    "interval", Conversion.SECONDS, "poll.interval.ms", "publishing.interval.ms"),
                            Parameter.option("concurrent", Conversion.WHOLE, "poll.concurrent"),
                            Parameter.option("batch_size", Conversion.WHOLE, "poll.batch.size")
                                    .remark("the limit of the server without it"),
                            Parameter.option("batch_timeout", Conversion.SECONDS, "poll.batch.timeout.ms"),
                            Parameter.option("connect_timeout", Conversion.SECONDS, "connect.timeout.ms"),
                            Parameter.option("request_timeout", Conversion.SECONDS, "request.timeout.ms"),
                            Parameter.option("security_policy", "security.policy"),
                            Parameter.option("security_mode", "security.mode"),
                            Parameter.option("certificate", Conversion.PATH, "certificate"),
                            Parameter.option("private_key", Conversion.PATH, "private.key"),
                            Parameter.option("csv_config_file", Conversion.PATH, "points.file"),
                            Parameter.option("ua.nodes", "nodes"),
                            Parameter.option("opc_table_config", "table.config"),
                            Parameter.option(
                                    "mode",
                                    Conversion.choice(
                                            Map.of("subscribe", "subscribe", "observe", "poll", "poll", "poll")),
                                    "mode"),
                            CommonParameters.DEBUG))
            .steps(OpcuaSource::start, OpcuaSource::finish)
            .from(Origin.ofHosts(ENDPOINT, config -> "opcua")
                    .login("user", "password")
                    .object(config -> Origin.path(config.getOrDefault(ENDPOINT, ""))));

    private static final int PORT = 4840;

    private OpcuaSource() {}

    private static void start(Draft draft) {
        List<HostPort> hosts = draft.dsn().hosts();
        if (hosts.size() != 1) {
            draft.problem(
                    "host",
                    "one server, as in opcua://host:4840",
                    hosts.isEmpty() ? "none" : hosts.size() + " of them",
                    null);
        } else {
            String path =
                    draft.dsn().object().isEmpty() ? "" : '/' + draft.dsn().object();
            draft.set(
                    ENDPOINT,
                    "opc.tcp://" + hosts.get(0).host() + ':' + hosts.get(0).port(PORT) + path.replace(" ", "%20"),
                    "host");
            ServerAddress.checkPorts(draft, "OPC UA", PORT);
        }
        String user = draft.dsn().login().user();
        if (user != null) {
            draft.set("user", user, "user");
        }
    }

    private static void finish(Draft draft) {
        String password = draft.dsn().login().password();
        if (password != null) {
            draft.set("password", password, "password");
            if (!draft.has("security.policy") || draft.get("security.policy").equalsIgnoreCase("None")) {
                draft.set("password.unverified", "true");
                draft.note("password", "is sent in clear text; a security_policy protects it");
            }
        }
        if (draft.has("points.file")) {
            if (draft.has("nodes") || draft.has("table.config")) {
                draft.note("parameter csv_config_file", "takes precedence over ua.nodes and opc_table_config");
                draft.remove("nodes");
                draft.remove("table.config");
            }
        } else if (!draft.has("nodes") && draft.givesNone()) {
            draft.problem("parameters", "csv_config_file=@FILE, or ua.nodes=NODE::CODE,…", "neither", null);
        }
        boolean secured =
                draft.has("security.policy") && !draft.get("security.policy").equalsIgnoreCase("None");
        if (!secured && draft.has("certificate")) {
            draft.note("parameter certificate", "has no effect without security_policy");
        }
    }
}
