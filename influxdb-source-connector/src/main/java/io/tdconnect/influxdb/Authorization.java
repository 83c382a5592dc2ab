// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The HTTP header by which a server knows who asks. */
final class Authorization {
    private Authorization() {}

    /** Basic with user and password for 1.x, Token for 2.x; null where neither is configured. */
    static @Nullable Password of(InfluxSourceConfig config) {
        String token = config.secret(InfluxSourceConfig.TOKEN);
        if (config.version2()) {
            return token == null ? null : new Password("Token " + token);
        }
        String user = config.getString(InfluxSourceConfig.USER);
        if (user.isEmpty()) {
            return null;
        }
        String password = config.secret(InfluxSourceConfig.PASSWORD);
        String pair = user + ":" + (password == null ? "" : password);
        return new Password("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
}
