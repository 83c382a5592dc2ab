// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.PluginVersion;
import io.tdconnect.common.record.Routing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * A transform that makes several rows of one; the record then holds a list. A record of no rows is dropped; null passes.
 *
 * <p>Rows keep the routing headers of the row they come from.
 */
abstract class RowsTransform<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {
    private final RecordPart part;
    private final ConfigDef definition;
    private final RowList lists = new RowList();
    private @Nullable RowsRule rule;

    RowsTransform(RecordPart part, ConfigDef definition) {
        this.part = part;
        this.definition = definition;
    }

    /** The rule that the options describe. */
    abstract RowsRule rule(AbstractConfig config);

    @Override
    public final void configure(Map<String, ?> properties) {
        rule = rule(new AbstractConfig(definition, properties));
    }

    @Override
    public final @Nullable R apply(R original) {
        RowsRule configured = rule;
        if (configured == null) {
            throw new IllegalStateException("configure must be called first");
        }
        Object value = part.value(original);
        if (value == null) {
            return original;
        }
        List<Row> rows = new ArrayList<>();
        if (value instanceof List<?> list) {
            return several(configured, original, list, rows);
        }
        configured.add(RowChecks.requireRow(value), rows);
        return rows.isEmpty() ? null : part.replace(original, value(rows));
    }

    private @Nullable R several(RowsRule configured, R original, List<?> list, List<Row> rows) {
        boolean routed = part == RecordPart.VALUE && !original.headers().isEmpty();
        List<Routing> before = routed ? Routing.readRows(original.headers(), list.size()) : List.of();
        List<Routing> after = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            int already = rows.size();
            configured.add(RowChecks.requireRow(list.get(i)), rows);
            if (routed) {
                after.addAll(Collections.nCopies(rows.size() - already, before.get(i)));
            }
        }
        if (rows.isEmpty()) {
            return null;
        }
        R copy = part.replace(original, value(rows));
        Routing.writeRows(copy.headers(), after);
        return copy;
    }

    private Row value(List<Row> rows) {
        return rows.size() == 1 ? rows.get(0) : lists.of(rows);
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
