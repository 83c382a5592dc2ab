// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.PluginVersion;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** A transform that reads a payload into a row; null passes. */
abstract class PayloadTransform<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    private final RecordPart part;
    private final ConfigDef definition;
    private @Nullable PayloadRows rows;

    PayloadTransform(RecordPart part, ConfigDef definition) {
        this.part = part;
        this.definition = definition;
    }

    /** Reads one payload after another; not for use by several threads. */
    interface PayloadRows {
        /** The row of a payload, null if it is to be dropped. */
        @Nullable
        Row read(Object payload);
    }

    /** The reader that the options describe. */
    abstract PayloadRows rows(AbstractConfig config);

    @Override
    public final void configure(Map<String, ?> properties) {
        rows = rows(new AbstractConfig(definition, properties));
    }

    @Override
    public final @Nullable R apply(R original) {
        PayloadRows reader = rows;
        if (reader == null) {
            throw new IllegalStateException("configure must be called first");
        }
        Object payload = part.value(original);
        if (payload == null) {
            return original;
        }
        Row row = reader.read(payload);
        return row == null ? null : part.replace(original, row);
    }

    @Override
    public final ConfigDef config() {
        return definition;
    }

    @Override
    public final String version() {
        return PluginVersion.of(getClass());
    }

    @Override
    public final void close() {}
}
