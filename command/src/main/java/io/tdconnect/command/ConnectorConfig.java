// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;

/**
 * A connector as a Connect cluster takes it.
 *
 * @param name of the connector
 * @param config all options, without the name
 */
record ConnectorConfig(String name, Map<String, String> config) {
    ConnectorConfig {
        config = new TreeMap<>(config);
    }

    /** Of options that contain the name. */
    static ConnectorConfig of(Map<String, String> options) {
        Map<String, String> config = new TreeMap<>(options);
        return new ConnectorConfig(String.valueOf(config.remove("name")), config);
    }

    /** The same with **** for passwords. */
    ConnectorConfig hidden() {
        Map<String, ConfigDef.ConfigKey> keys =
                ConnectorCheck.connector(config).config().configKeys();
        Map<String, String> shown = new TreeMap<>(config);
        shown.replaceAll((option, value) -> {
            ConfigDef.ConfigKey key = keys.get(option);
            return key != null && key.type == ConfigDef.Type.PASSWORD && !value.isEmpty() ? "****" : value;
        });
        return new ConnectorConfig(name, shown);
    }
}
