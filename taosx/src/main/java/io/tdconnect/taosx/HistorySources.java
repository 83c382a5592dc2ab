// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.taosx.dsn.Conversion;
import io.tdconnect.taosx.dsn.Origin;
import java.util.List;

/** InfluxDB and OpenTSDB. */
final class HistorySources {
    static final Driver INFLUXDB = Driver.of(
                    "InfluxDB",
                    List.of("influxdb+http", "influxdb+https", "influxdb"),
                    "io.tdconnect.influxdb.InfluxSourceConnector",
                    "protocol, host and port (8086): `url`; user, password: `user`, `password`",
                    CommonParameters.ofSource(
                            Parameter.option("version", "version"),
                            Parameter.option("username", "user"),
                            Parameter.option("password", "password"),
                            Parameter.option("orgId", "org.id"),
                            Parameter.option("token", "token"),
                            Parameter.option("bucket", "bucket"),
                            Parameter.option("measurements", "measurements"),
                            Parameter.option("beginTime", "begin.time"),
                            Parameter.option("endTime", "end.time").remark("the task ends there"),
                            Parameter.option("readWindow", Conversion.WINDOW, "read.window")
                                    .remark(
                                            "a day without it, since the connector shortens it by itself; a number is minutes"),
                            Parameter.option("delay", Conversion.SECONDS, "delay.ms"),
                            Parameter.option("tolerance", Conversion.MILLIS, "delay.ms"),
                            Parameter.flag("addDbrp", "dbrp.auto.create"),
                            Parameter.option("batch_size", Conversion.WHOLE, "batch.size"),
                            CommonParameters.ignored("batch_timeout", "rows are passed on as they are read")))
            .requires("version", "bucket", "beginTime")
            .steps(draft -> connect(draft, "InfluxDB", 8086), HistorySources::login)
            .from(origin("influxdb"));

    static final Driver OPENTSDB = Driver.of(
                    "OpenTSDB",
                    List.of("opentsdb+http", "opentsdb+https", "opentsdb"),
                    "io.tdconnect.opentsdb.OpenTsdbSourceConnector",
                    "protocol, host and port (4242): `url`; user, password: `user`, `password`",
                    CommonParameters.ofSource(
                            Parameter.option("metrics", "metrics"),
                            Parameter.option("beginTime", "begin.time"),
                            Parameter.option("endTime", "end.time").remark("the task ends there"),
                            Parameter.option("readWindow", Conversion.WINDOW, "read.window")
                                    .remark("a number is minutes"),
                            Parameter.option("delay", Conversion.SECONDS, "delay.ms"),
                            Parameter.option("tolerance", Conversion.MILLIS, "delay.ms"),
                            CommonParameters.ignored("batch_size", "rows are passed on as they are read"),
                            CommonParameters.ignored("batch_timeout", "rows are passed on as they are read")))
            .requires("beginTime")
            .steps(draft -> connect(draft, "OpenTSDB", 4242), draft -> {})
            .from(origin("opentsdb"));

    private HistorySources() {}

    private static Origin origin(String driver) {
        return Origin.ofHosts(
                        "url",
                        config -> driver + (config.getOrDefault("url", "").startsWith("https:") ? "+https" : "+http"))
                .login("user", "password");
    }

    private static void connect(Draft draft, String service, int port) {
        ServerAddress.http(draft, service, port);
        String user = draft.dsn().login().user();
        if (user != null) {
            draft.set("user", user, "user");
        }
        String password = draft.dsn().login().password();
        if (password != null) {
            draft.set("password", password, "password");
        }
    }

    /** Version 1 needs a user, version 2 a token; the other login has no meaning, and an empty one is none. */
    private static void login(Draft draft) {
        if (draft.get("read.window").equals("M")) {
            draft.note("parameter readWindow", "M makes a query for each minute; without it the connector chooses");
        }
        String version = draft.get("version");
        if (version.startsWith("2") && !draft.hasOrIsGiven("token")) {
            draft.problem("parameters", "token=… for version 2", "none", null);
        }
        if (version.startsWith("1") && draft.has("token")) {
            draft.note("parameter token", "version 1 has no tokens, it is left out");
            draft.remove("token");
        }
        if (version.startsWith("2") && draft.has("user")) {
            draft.note("parameter username", "version 2 logs in by token, user and password are left out");
            draft.remove("user");
            draft.remove("password");
        }
    }
}
