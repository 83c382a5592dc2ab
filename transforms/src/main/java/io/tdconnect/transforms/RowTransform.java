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

/** A transform that adds fields to rows by a rule. */
abstract class RowTransform<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    private final RecordPart part;
    private final ConfigDef definition;
    private @Nullable RowEditor editor;

    RowTransform(RecordPart part, ConfigDef definition) {
        this.part = part;
        this.definition = definition;
    }

    /** The rule that the options describe. */
    abstract RowRule rule(AbstractConfig config);

    @Override
    public final void configure(Map<String, ?> properties) {
        editor = new RowEditor(rule(new AbstractConfig(definition, properties)));
    }

    @Override
    public final @Nullable R apply(R original) {
        RowEditor configured = editor;
        if (configured == null) {
            throw new IllegalStateException("configure must be called first");
        }
        return configured.edit(original, part);
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
