// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.net.URI;
import java.net.URISyntaxException;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Refuses secrets in the address of the server, which stands in messages and in the configuration that anybody can read. */
record PlainUrl() implements Validator {
    @Override
    public void ensureValid(String name, @Nullable Object value) {
        try {
            URI url = value == null ? null : new URI(value.toString().trim());
            if (url != null && (url.getRawUserInfo() != null || url.getRawQuery() != null || holdsUser(url))) {
                throw new ConfigException("Invalid value for configuration " + name
                        + ": expected an address without user and parameters; use " + InfluxSourceConfig.USER + " and "
                        + InfluxSourceConfig.PASSWORD + ", or " + InfluxSourceConfig.TOKEN);
            }
        } catch (URISyntaxException e) {
            throw new ConfigException("Invalid value for configuration " + name + ": expected a URL, found "
                    + e.getReason() + " at position " + e.getIndex());
        }
    }

    private static boolean holdsUser(URI url) {
        String authority = url.getRawAuthority();
        return authority != null && authority.contains("@");
    }

    @Override
    public String toString() {
        return "without user and parameters";
    }
}
