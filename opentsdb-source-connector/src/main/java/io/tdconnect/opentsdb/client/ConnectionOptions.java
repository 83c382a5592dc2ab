// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.client;

import io.tdconnect.common.config.ConnectionCheck;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.http.HttpConnection;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/** How to reach a server and log in. */
public final class ConnectionOptions {
    public static final String USER = "user";
    public static final String PASSWORD = "password";

    private ConnectionOptions() {}

    public static void addTo(Options options) {
        HttpConnection.addTo(
                options, "Server, such as http://opentsdb:4242 or https://host:4242.", USER + " and " + PASSWORD);
        ConnectionCheck.addTo(options, "Whether validating the configuration asks the server for its metrics.");
        options.group("Authentication")
                .optional(
                        USER,
                        Type.STRING,
                        "",
                        "User of the proxy in front of the server, which itself knows none in its usual configuration (basic"
                                + " authentication); empty for none.")
                .optional(PASSWORD, Type.PASSWORD, null, "Password of the user.");
    }

    public static HttpConnection from(AbstractConfig config) {
        return HttpConnection.from(config, HttpConnection.basic(config.getString(USER), config.getPassword(PASSWORD)));
    }
}
