// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.tdengine.TdengineOptions;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The options of the sink; each group of them has a class that defines and reads it. */
public final class TdengineSinkConfig extends AbstractConfig {
    static final ConfigDef CONFIG_DEF = new Options()
            .add(TdengineOptions::addTo)
            .add(RoutingOptions::addTo)
            .add(TableOptions::addTo)
            .add(WritingOptions::addTo)
            .add(RetryOptions::addTo)
            .build();

    TdengineSinkConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties);
    }
}
