// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.client;

import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.http.HttpConnection;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/** How to reach a server and log in. */
public final class ConnectionOptions {
    public static final String URL = HttpConnection.URL;
    public static final String VERSION = "version";

    private ConnectionOptions() {}

    public static void addTo(Options options) {
        HttpConnection.addTo(
                options,
                "Server, such as http://influxdb:8086 or https://host:8086.",
                LoginOptions.USER + " and " + LoginOptions.PASSWORD + ", or " + LoginOptions.TOKEN);
        options.optional(
                        VERSION,
                        Type.STRING,
                        "1.8",
                        "Version of the server, which decides how the connector logs in: 1.x (also 1.7, 1.8) with user and"
                                + " password, 2.x (also 2.0 to 2.7) with organization and token.")
                .validator(Validators.pattern("[12](\\.(x|\\d+(\\.\\d+)?))?", "1.x, 2.x or a number such as 1.8"))
                .importance(Importance.HIGH);
        ConnectionCheck.addTo(options, "Whether validating the configuration asks the server for the bucket.");
    }

    public static HttpConnection from(AbstractConfig config) {
        return HttpConnection.from(config, LoginOptions.from(config).authorization(version2(config)));
    }

    /** Whether the server is of version 2, which has tokens in place of users. */
    public static boolean version2(AbstractConfig config) {
        return config.getString(VERSION).startsWith("2");
    }
}
