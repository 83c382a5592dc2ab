// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import io.tdconnect.common.config.Options;
import io.tdconnect.common.retry.RetryOptions;
import io.tdconnect.tdengine.TdengineOptions;
import io.tdconnect.tdengine.sink.config.CompatibilityOptions;
import io.tdconnect.tdengine.sink.config.ErrorOptions;
import io.tdconnect.tdengine.sink.config.MetadataOptions;
import io.tdconnect.tdengine.sink.config.RowOptions;
import io.tdconnect.tdengine.sink.config.TableOptions;
import io.tdconnect.tdengine.sink.config.TextOptions;
import io.tdconnect.tdengine.sink.config.WritingOptions;
import io.tdconnect.tdengine.sink.metadata.MetadataReader;
import io.tdconnect.tdengine.sink.row.RecordMapper;
import io.tdconnect.tdengine.sink.row.RowMapper;
import io.tdconnect.tdengine.sink.schemaless.TextMapper;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** The options of the sink; each group has a record that defines and reads it. */
public final class TdengineSinkConfig extends AbstractConfig {
    static final ConfigDef CONFIG_DEF = new Options()
            .add(TdengineOptions::addTo)
            .add(RowOptions::addTo)
            .add(TextOptions::addTo)
            .add(TableOptions::addTo)
            .add(MetadataOptions::addTo)
            .add(ErrorOptions::addTo)
            .add(WritingOptions::addTo)
            .add(RetryOptions::addTo)
            .add(CompatibilityOptions::addTo)
            .build();

    TdengineSinkConfig(Map<String, String> properties) {
        // Without logging: an address may contain a password or token.
        super(CONFIG_DEF, CompatibilityOptions.translate(properties), false);
    }

    /** The options for uses without a connection; the address may be missing. */
    static TdengineSinkConfig withoutConnection(Map<String, String> properties) {
        Map<String, String> complete = new HashMap<>(properties);
        complete.putIfAbsent(TdengineOptions.URL, "localhost:6041");
        return new TdengineSinkConfig(complete);
    }

    /** The mapper for the format of the values. */
    RowMapper mapper() {
        RowOptions rows = RowOptions.from(this);
        TextOptions text = TextOptions.from(this);
        return text.format() == TextOptions.ValueFormat.ROW ? new RecordMapper(rows) : new TextMapper(rows, text);
    }

    /** The reader of records with metadata events. */
    MetadataReader metadataReader() {
        return new MetadataReader(
                RowOptions.from(this), MetadataOptions.from(this).apply());
    }
}
