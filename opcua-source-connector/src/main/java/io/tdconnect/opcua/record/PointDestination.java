// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.record;

import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.record.Routing;
import io.tdconnect.common.template.MissingVariableException;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.template.Variables;
import io.tdconnect.opcua.layout.PointLayout;
import io.tdconnect.opcua.layout.PointVariables;
import io.tdconnect.opcua.layout.TableNames;
import io.tdconnect.opcua.layout.TagColumn;
import io.tdconnect.opcua.node.NodeInfo;
import io.tdconnect.opcua.node.Point;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The topic, key and table for the rows of a point.
 *
 * @param headers must be copied for each record, because transforms change them
 * @param tags fields of the row
 * @param dependsOnType whether a name contains the type of the value
 */
record PointDestination(
        String topic, String key, String table, ConnectHeaders headers, FieldBuffer tags, boolean dependsOnType) {
    /**
     * How a point uses its table.
     *
     * @param shared whether other points fill other columns of the table
     * @param suffix suffix of the table's name if another point has the same column; else empty
     */
    record TableUse(boolean shared, String suffix) {}

    private static final Template FALLBACK = Template.parse("t_{ns}_{id}");
    private static final String TYPE = "type";

    /**
     * The destination of a point; null if a name needs an unknown variable.
     *
     * @param type value of the variable {@code type}; null while it is unknown
     */
    static @Nullable PointDestination of(
            Point point,
            PointLayout layout,
            NodeInfo info,
            TableUse use,
            @Nullable String type,
            RecordOptions options) {
        Variables variables = PointVariables.of(point, info, type == null ? "" : type);
        try {
            String stable = options.names().legal(layout.stable().render(variables));
            String table = table(layout, variables, options.names(), use.suffix());
            String topic = KafkaTopic.legal(options.topic().render(name -> switch (name) {
                case "stable" -> stable;
                case "table" -> table;
                default -> variables.value(name);
            }));
            FieldBuffer tags = tags(layout, variables);
            ConnectHeaders headers = new ConnectHeaders();
            if (options.routing()) {
                new Routing(
                                null,
                                stable,
                                table,
                                tags.names(),
                                layout.timestamp().name())
                        .writeTo(headers);
            }
            boolean dependsOnType = layout.stable().variables().contains(TYPE)
                    || layout.table().variables().contains(TYPE)
                    || options.topic().variables().contains(TYPE);
            return new PointDestination(
                    topic, use.shared() ? table : point.node(), table, headers, tags, dependsOnType);
        } catch (MissingVariableException e) {
            return null;
        }
    }

    /** The name of the table of a point, with a suffix that distinguishes it from others. */
    static String table(PointLayout layout, Variables variables, TableNames names, String suffix) {
        String name = layout.table().render(variables);
        return names.legal(name.isBlank() ? FALLBACK.render(variables) : name, suffix);
    }

    private static FieldBuffer tags(PointLayout layout, Variables variables) {
        FieldBuffer tags = new FieldBuffer();
        for (TagColumn tag : layout.tags()) {
            tags.addField(tag.name(), tag.spec().schema(), tag.of(text(tag.value(), variables)));
        }
        return tags;
    }

    private static @Nullable String text(Template template, Variables variables) {
        try {
            return template.render(variables);
        } catch (MissingVariableException e) {
            return null;
        }
    }
}
