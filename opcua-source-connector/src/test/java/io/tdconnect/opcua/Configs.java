// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;

/** Configurations of the connector for tests of its packages. */
public final class Configs {
    private Configs() {}

    public static AbstractConfig of(Map<String, String> properties) {
        return new OpcuaSourceConfig(properties);
    }
}
