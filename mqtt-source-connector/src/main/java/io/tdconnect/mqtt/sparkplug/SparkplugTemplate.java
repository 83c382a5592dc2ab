// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.sparkplug.SparkplugDefinition.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A template, or an instance of one, as the value of a metric; the bits of its values are not interpreted yet.
 *
 * @param reference name of the metric that defines the template, null for a definition
 */
record SparkplugTemplate(
        @Nullable String version,
        @Nullable String reference,
        @Nullable Boolean definition,
        List<SparkplugMetric> metrics,
        List<Parameter> parameters) {
    private static final int FIRST_SCALAR = 3;

    static SparkplugTemplate parse(ProtoReader in) throws BadMessageException {
        String version = null;
        String reference = null;
        Boolean definition = null;
        List<SparkplugMetric> metrics = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        for (int field = in.nextField(); field != 0; field = in.nextField()) {
            switch (field) {
                case 1 -> version = in.text();
                case 2 -> metrics.add(SparkplugMetric.parse(in.message()));
                case 3 -> parameters.add(Parameter.parse(in.message()));
                case 4 -> reference = in.text();
                case 5 -> definition = in.bool();
                default -> in.skipField();
            }
        }
        return new SparkplugTemplate(version, reference, definition, metrics, parameters);
    }

    /**
     * A map with the values of its metrics and parameters by name, and in {@code details} what its metrics have in
     * addition to their values. Types that are missing come from {@code born}, or else from the definition of the
     * template.
     */
    Map<String, @Nullable Object> toMap(@Nullable SparkplugDefinition born, Templates templates)
            throws BadMessageException {
        String named = reference == null && born != null ? born.reference() : reference;
        SparkplugDefinition defined = named == null ? null : templates.definition(named);
        Map<String, @Nullable Object> template = new LinkedHashMap<>();
        SparkplugValues.putIfPresent(template, "version", version);
        SparkplugValues.putIfPresent(template, "template_ref", reference);
        SparkplugValues.putIfPresent(template, "is_definition", definition);
        template.put("parameters", parameters(born, defined));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        for (SparkplugMetric metric : metrics) {
            SparkplugDefinition member = member(metric, born, defined);
            String wanted = metric.name(member);
            String name = SparkplugValues.unused(values, wanted == null ? "alias:" + metric.alias() : wanted);
            values.put(name, metric.value(member, templates));
            Map<String, @Nullable Object> more = metric.details(member);
            if (!more.isEmpty()) {
                details.put(name, more);
            }
        }
        template.put("metrics", values);
        SparkplugValues.putIfPresent(template, "details", details.isEmpty() ? null : details);
        return template;
    }

    SparkplugTypeTree parameterTypes() {
        Map<String, SparkplugTypeTree> types = new HashMap<>();
        parameters.forEach(each -> types.put(each.name, new SparkplugTypeTree(each.type, Map.of())));
        return types.isEmpty() ? SparkplugTypeTree.NONE : new SparkplugTypeTree(0, types);
    }

    private Map<String, @Nullable Object> parameters(
            @Nullable SparkplugDefinition born, @Nullable SparkplugDefinition defined) throws BadMessageException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (Parameter each : parameters) {
            int type = each.type;
            for (SparkplugDefinition known : new SparkplugDefinition[] {born, defined}) {
                type = type == 0 && known != null ? known.parts().of(each.name).type() : type;
            }
            values.put(SparkplugValues.unused(values, each.name), SparkplugType.value(type, each.wireValue));
        }
        return values;
    }

    private static @Nullable SparkplugDefinition member(
            SparkplugMetric metric, @Nullable SparkplugDefinition born, @Nullable SparkplugDefinition defined) {
        SparkplugDefinition first = born == null ? null : SparkplugDefinition.find(born.members(), metric);
        if (defined == null || (first != null && first.datatype() != 0)) {
            return first;
        }
        SparkplugDefinition second = SparkplugDefinition.find(defined.members(), metric);
        return second == null ? first : second;
    }

    /**
     * A value that belongs to the template and not to its metrics.
     *
     * @param type number of the type, 0 if the message does not contain it
     */
    record Parameter(String name, int type, @Nullable Object wireValue) {
        private static Parameter parse(ProtoReader in) throws BadMessageException {
            String name = "";
            int type = 0;
            Object value = null;
            for (int field = in.nextField(); field != 0; field = in.nextField()) {
                switch (field) {
                    case 1 -> name = in.text();
                    case 2 -> type = (int) in.varint();
                    default -> value = SparkplugValues.scalarOr(value, field - FIRST_SCALAR, in);
                }
            }
            return new Parameter(name, type, value);
        }
    }
}
