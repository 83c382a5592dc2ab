// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.sink.config.CompatibilityOptions;
import io.tdconnect.tdengine.sink.config.ErrorOptions;
import io.tdconnect.tdengine.sink.config.RoutingOptions;
import io.tdconnect.tdengine.sink.config.RowRules;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.config.TextOptions;
import io.tdconnect.tdengine.sink.config.ValueFormat;
import io.tdconnect.tdengine.sink.config.WritingOptions;
import io.tdconnect.tdengine.sink.metadata.MetadataReader;
import io.tdconnect.tdengine.sink.row.RecordMapper;
import io.tdconnect.tdengine.sink.row.RowMapper;
import io.tdconnect.tdengine.sink.schemaless.TextMapper;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The options of the sink; each group of them has a class that defines and reads it. */
public final class TdengineSinkConfig extends AbstractConfig {
    static final ConfigDef CONFIG_DEF = new Options()
            .add(TdengineOptions::addTo)
            .add(RoutingOptions::addTo)
            .add(TextOptions::addTo)
            .add(TableOptions::addTo)
            .add(ErrorOptions::addTo)
            .add(WritingOptions::addTo)
            .add(RetryOptions::addTo)
            .add(CompatibilityOptions::addTo)
            .build();

    TdengineSinkConfig(Map<String, String> properties) {
        // Without logging: an address may contain a password or token.
        super(CONFIG_DEF, CompatibilityOptions.translate(properties), false);
    }

    /** The options for what needs no connection; an address that is missing does not matter. */
    static TdengineSinkConfig withoutConnection(Map<String, String> properties) {
        Map<String, String> complete = new HashMap<>(properties);
        complete.putIfAbsent(TdengineOptions.URL, "localhost:6041");
        return new TdengineSinkConfig(complete);
    }

    /** The mapper for the format of the values. */
    RowMapper mapper() {
        RowRules rules = RoutingOptions.rules(this);
        ValueFormat format = TextOptions.format(this);
        return format == ValueFormat.ROW
                ? new RecordMapper(rules)
                : new TextMapper(rules, format, TextOptions.precision(this));
    }

    /** The reader of records with metadata events. */
    MetadataReader metadataReader() {
        return new MetadataReader(RoutingOptions.rules(this), getBoolean(TableOptions.APPLY_METADATA));
    }
}
