// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.config.NearestName;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** Implements the methods that Connect requires of all transforms; each transform only adds its change to records. */
abstract class RecordTransform<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    /** Keys that Connect itself reads from the configuration of a transform. */
    private static final Set<String> OF_CONNECT = Set.of("type", "predicate", "negate", "plugin.version");

    private static final String COMMENT = "_";

    private final ConfigDef definition;
    private @Nullable Change<R> change;

    RecordTransform(ConfigDef definition) {
        this.definition = definition;
    }

    /** Changes one record after another; not for use by several threads. */
    interface Change<R> {
        /** The changed record; null to drop it. */
        @Nullable
        R apply(R original);
    }

    /** Makes the change that the options describe. */
    abstract Change<R> recordChange(AbstractConfig config);

    @Override
    public final void configure(Map<String, ?> properties) {
        requireKnown(properties.keySet());
        change = recordChange(new AbstractConfig(definition, properties, false));
    }

    /** Refuses unknown options, which would otherwise be ignored silently. */
    private void requireKnown(Set<String> options) {
        for (String option : new TreeSet<>(options)) {
            boolean known = definition.names().contains(option) || OF_CONNECT.contains(option);
            if (!known && !option.startsWith(COMMENT)) {
                throw new ConfigException(
                        "Unknown option " + option + " of " + getClass().getName()
                                + NearestName.hint(option, definition.names()) + " (remove it, or begin its name with "
                                + COMMENT
                                + " if it is a comment)");
            }
        }
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
