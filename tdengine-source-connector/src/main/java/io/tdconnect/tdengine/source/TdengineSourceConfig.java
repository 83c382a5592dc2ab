// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.source.mode.SelectionOptions;
import io.tdconnect.tdengine.source.mode.SourceMode;
import io.tdconnect.tdengine.source.query.QueryMode;
import io.tdconnect.tdengine.source.query.QueryOptions;
import io.tdconnect.tdengine.source.record.RecordOptions;
import io.tdconnect.tdengine.source.subscription.SubscriptionMode;
import io.tdconnect.tdengine.source.subscription.SubscriptionOptions;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The options of the TDengine source connector. */
public final class TdengineSourceConfig extends AbstractConfig {
    static final ConfigDef CONFIG_DEF = new Options()
            .add(TdengineOptions::addTo)
            .add(SelectionOptions::addTo)
            .add(SubscriptionOptions::addTo)
            .add(QueryOptions::addTo)
            .add(RecordOptions::addTo)
            .add(RetryOptions::addTo)
            .build();

    /** The configuration of a connector or task. */
    public TdengineSourceConfig(Map<String, String> properties) {
        super(CONFIG_DEF, properties, false);
    }

    /** The way of reading that is configured. */
    SourceMode mode() {
        return switch (SelectionOptions.from(this).readMode()) {
            case SUBSCRIPTION -> new SubscriptionMode(this);
            case QUERY -> new QueryMode(this);
        };
    }
}
