// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.sparkplug.SparkplugDefinition.Templates;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One metric of a Sparkplug B payload, or of a template in it. */
final class SparkplugMetric {
    private static final int FIRST_SCALAR = 10;
    private static final int BYTES_VALUE = 16;
    private static final int DATA_SET_VALUE = 17;
    private static final int TEMPLATE_VALUE = 18;

    private @Nullable String name;
    private @Nullable Long alias;
    private @Nullable Long timestamp;
    private int datatype;
    private boolean historical;
    private boolean transientValue;
    private boolean nullValue;
    private Map<String, @Nullable Object> metadata = Map.of();
    private SparkplugProperties properties = SparkplugProperties.NONE;
    private @Nullable Object wireValue;

    private SparkplugMetric() {}

    static SparkplugMetric parse(ProtoReader in) throws BadMessageException {
        SparkplugMetric metric = new SparkplugMetric();
        for (int field = in.nextField(); field != 0; field = in.nextField()) {
            metric.take(field, in);
        }
        return metric;
    }

    private void take(int field, ProtoReader in) throws BadMessageException {
        switch (field) {
            case 1 -> name = in.text();
            case 2 -> alias = in.varint();
            case 3 -> timestamp = in.varint();
            case 4 -> datatype = (int) in.varint();
            case 5 -> historical = in.bool();
            case 6 -> transientValue = in.bool();
            case 7 -> nullValue = in.bool();
            case 8 -> metadata = SparkplugValues.metadata(in.message());
            case 9 -> properties = SparkplugProperties.parse(in.message());
            case BYTES_VALUE -> wireValue = in.bytes();
            case DATA_SET_VALUE -> wireValue = SparkplugDataSet.parse(in.message());
            case TEMPLATE_VALUE -> wireValue = SparkplugTemplate.parse(in.message());
            default -> wireValue = SparkplugValues.scalarOr(wireValue, field - FIRST_SCALAR, in);
        }
    }

    /** The name in the message, which may be empty if there is an alias. */
    @Nullable
    String name() {
        return name;
    }

    /** The name in the birth, or else the one in the message; null if neither contains a name. */
    @Nullable
    String name(@Nullable SparkplugDefinition born) {
        if (born != null) {
            return born.name();
        }
        return name != null && name.isEmpty() && alias != null ? null : name;
    }

    @Nullable
    Long alias() {
        return alias;
    }

    /** Milliseconds since 1970. */
    @Nullable
    Long timestamp() {
        return timestamp;
    }

    /** Number of the type, 0 if the message does not contain it. */
    int datatype() {
        return datatype;
    }

    /** Number of the type in the message or else in a birth, 0 if neither contains it. */
    int datatype(@Nullable SparkplugDefinition born) {
        return datatype == 0 && born != null ? born.datatype() : datatype;
    }

    SparkplugTypeTree propertyTypes() {
        return properties.types();
    }

    /** The value as sent, whose bits are not interpreted yet. */
    @Nullable
    Object wireValue() {
        return nullValue ? null : wireValue;
    }

    /** The value; also null if it cannot be read because its type is not known. */
    @Nullable
    Object value(@Nullable SparkplugDefinition born, Templates templates) throws BadMessageException {
        Object value = wireValue();
        if (value instanceof SparkplugTemplate template) {
            return template.toMap(born, templates);
        }
        if (value instanceof SparkplugDataSet table) {
            return table.toMaps(born == null ? SparkplugTypeTree.NONE : born.parts());
        }
        return SparkplugType.value(datatype(born), value);
    }

    /** What a metric of a template has in addition to its name, type and value. */
    Map<String, @Nullable Object> details(@Nullable SparkplugDefinition born) throws BadMessageException {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        SparkplugValues.putIfPresent(details, "timestamp", timestamp);
        SparkplugValues.putIfPresent(details, "alias", alias);
        addAttributes(details, born);
        return details;
    }

    /** Adds the attributes that the metric has in addition to its value. */
    void addAttributes(Map<String, @Nullable Object> target, @Nullable SparkplugDefinition born)
            throws BadMessageException {
        if (historical) {
            target.put("historical", true);
        }
        if (transientValue) {
            target.put("transient", true);
        }
        if (!metadata.isEmpty()) {
            target.put("metadata", metadata);
        }
        Map<String, @Nullable Object> read =
                properties.toMap(born == null ? SparkplugTypeTree.NONE : born.properties());
        if (!read.isEmpty()) {
            target.put("properties", read);
        }
    }
}
