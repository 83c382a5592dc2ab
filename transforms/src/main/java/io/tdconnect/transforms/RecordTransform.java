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

/** What Connect asks of every transform of this package, around the change that each makes to records. */
abstract class RecordTransform<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    private final ConfigDef definition;
    private @Nullable Change<R> change;

    RecordTransform(ConfigDef definition) {
        this.definition = definition;
    }

    /** Changes one record after another; not for use by several threads. */
    interface Change<R> {
        /** The record as it leaves the transform, null if it is to be dropped. */
        @Nullable
        R apply(R original);
    }

    /** The change that the options describe. */
    abstract Change<R> change(AbstractConfig config);

    @Override
    public final void configure(Map<String, ?> properties) {
        change = change(new AbstractConfig(definition, properties, false));
    }

    @Override
    public final @Nullable R apply(R original) {
        Change<R> configured = change;
        if (configured == null) {
            throw new IllegalStateException("configure must be called first");
        }
        return configured.apply(original);
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
