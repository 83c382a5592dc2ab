// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.Options;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;

/** A transform that fulfils the contract and changes nothing. */
public abstract class SampleTransform implements Transformation<SinkRecord>, Versioned {
    private static final ConfigDef CONFIG_DEF = new Options()
            .group("Fields")
            .optional("field.name", Type.STRING, "", "Name of the field.")
            .build();

    @Override
    public SinkRecord apply(SinkRecord entry) {
        return entry;
    }

    @Override
    public ConfigDef config() {
        return CONFIG_DEF;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        CONFIG_DEF.parse(configs);
    }

    @Override
    public String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public void close() {}

    /** Works on the key. */
    public static final class Key extends SampleTransform {}

    /** Works on the value. */
    public static final class Value extends SampleTransform {}
}
