// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a metric in a birth.
 *
 * @param datatype number of the type, 0 if the birth did not contain it
 * @param properties types of its properties
 * @param parts types of the parameters of a template, or of the columns of a data set
 * @param reference name of the metric that defines the template, null if the metric is not an instance of a template
 * @param members metrics of a template by name and by alias
 */
record SparkplugDefinition(
        String name,
        int datatype,
        SparkplugTypeTree properties,
        SparkplugTypeTree parts,
        @Nullable String reference,
        Map<Object, SparkplugDefinition> members) {
    private static final int BYTES = 250;

    /** The definitions of metrics by name and by alias; metrics without a name are left out. */
    static Map<Object, SparkplugDefinition> of(Collection<SparkplugMetric> metrics) {
        Map<Object, SparkplugDefinition> definitions = new HashMap<>();
        for (SparkplugMetric metric : metrics) {
            String name = metric.name();
            if (name == null) {
                continue;
            }
            SparkplugDefinition definition = of(name, metric);
            definitions.put(name, definition);
            if (metric.alias() != null) {
                definitions.put(metric.alias(), definition);
            }
        }
        return definitions;
    }

    private static SparkplugDefinition of(String name, SparkplugMetric metric) {
        SparkplugTypeTree properties = metric.propertyTypes();
        Object value = metric.wireValue();
        if (value instanceof SparkplugTemplate template) {
            return new SparkplugDefinition(
                    name,
                    metric.datatype(),
                    properties,
                    template.parameterTypes(),
                    template.reference(),
                    of(template.metrics()));
        }
        SparkplugTypeTree columns =
                value instanceof SparkplugDataSet table ? table.columnTypes() : SparkplugTypeTree.NONE;
        return new SparkplugDefinition(name, metric.datatype(), properties, columns, null, Map.of());
    }

    /** Finds the definition of a metric: by its name, or by its alias if the name is missing, empty, or not in the birth. */
    static @Nullable SparkplugDefinition find(Map<Object, SparkplugDefinition> definitions, SparkplugMetric metric) {
        String name = metric.name();
        boolean named = name != null && (!name.isEmpty() || metric.alias() == null);
        SparkplugDefinition byName = named ? definitions.get(name) : null;
        return byName == null && metric.alias() != null ? definitions.get(metric.alias()) : byName;
    }

    /** Estimated bytes of the heap that these definitions take. */
    static long size(Map<Object, SparkplugDefinition> definitions) {
        long size = 0;
        Set<SparkplugDefinition> counted = Collections.newSetFromMap(new IdentityHashMap<>(definitions.size()));
        for (SparkplugDefinition definition : definitions.values()) {
            if (counted.add(definition)) {
                size += BYTES
                        + definition.name.length()
                        + definition.properties.size()
                        + definition.parts.size()
                        + size(definition.members);
            }
        }
        return size;
    }

    /** Finds templates in the births of an edge node. */
    @FunctionalInterface
    interface Templates {
        /** The metric that defines a template, null if no birth contained it. */
        @Nullable
        SparkplugDefinition definition(String reference);
    }
}
