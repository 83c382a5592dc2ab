// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.mqtt.message.BadMessageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties of a metric; the bits of their values are not interpreted yet. */
record SparkplugProperties(List<String> keys, List<Property> values) {
    static final SparkplugProperties NONE = new SparkplugProperties(List.of(), List.of());

    private static final int FIRST_SCALAR = 3;
    private static final int SET = 9;
    private static final int SETS = 10;

    static SparkplugProperties parse(ProtoReader in) throws BadMessageException {
        List<String> keys = new ArrayList<>();
        List<Property> values = new ArrayList<>();
        for (int field = in.nextField(); field != 0; field = in.nextField()) {
            switch (field) {
                case 1 -> keys.add(in.text());
                case 2 -> values.add(Property.parse(in.message()));
                default -> in.skipField();
            }
        }
        return new SparkplugProperties(keys, values);
    }

    /** The values by name; types that are missing come from {@code born}. */
    Map<String, @Nullable Object> toMap(SparkplugTypeTree born) throws BadMessageException {
        List<@Nullable Object> read = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            read.add(values.get(i).value(born.of(i < keys.size() ? keys.get(i) : null)));
        }
        return SparkplugValues.zip(keys, read);
    }

    SparkplugTypeTree types() {
        return keys.isEmpty() ? SparkplugTypeTree.NONE : new SparkplugTypeTree(0, typesByName());
    }

    private Map<String, SparkplugTypeTree> typesByName() {
        Map<String, SparkplugTypeTree> types = new HashMap<>();
        for (int i = 0; i < keys.size() && i < values.size(); i++) {
            types.put(keys.get(i), values.get(i).types());
        }
        return types;
    }

    /**
     * One property.
     *
     * @param type number of the type, 0 if the message does not contain it
     * @param wireValue a scalar, {@link SparkplugProperties} or a list of them
     */
    record Property(int type, @Nullable Object wireValue) {
        private static Property parse(ProtoReader in) throws BadMessageException {
            int type = 0;
            boolean nullValue = false;
            Object value = null;
            for (int field = in.nextField(); field != 0; field = in.nextField()) {
                switch (field) {
                    case 1 -> type = (int) in.varint();
                    case 2 -> nullValue = in.bool();
                    case SET -> value = SparkplugProperties.parse(in.message());
                    case SETS -> value = sets(in.message());
                    default -> value = SparkplugValues.scalarOr(value, field - FIRST_SCALAR, in);
                }
            }
            return new Property(type, nullValue ? null : value);
        }

        private static List<SparkplugProperties> sets(ProtoReader in) throws BadMessageException {
            List<SparkplugProperties> sets = new ArrayList<>();
            for (int field = in.nextField(); field != 0; field = in.nextField()) {
                if (field == 1) {
                    sets.add(SparkplugProperties.parse(in.message()));
                } else {
                    in.skipField();
                }
            }
            return sets;
        }

        private @Nullable Object value(SparkplugTypeTree born) throws BadMessageException {
            if (wireValue instanceof SparkplugProperties set) {
                return set.toMap(born);
            }
            if (!(wireValue instanceof List<?> sets)) {
                return SparkplugType.value(type == 0 ? born.type() : type, wireValue);
            }
            List<Map<String, @Nullable Object>> maps = new ArrayList<>(sets.size());
            for (Object set : sets) {
                maps.add(((SparkplugProperties) set).toMap(born));
            }
            return maps;
        }

        /** The sets of a list share one type for each name: that of the first set that contains it. */
        private SparkplugTypeTree types() {
            Map<String, SparkplugTypeTree> parts = new HashMap<>();
            if (wireValue instanceof SparkplugProperties set) {
                parts.putAll(set.typesByName());
            } else if (wireValue instanceof List<?> sets) {
                sets.forEach(set -> ((SparkplugProperties) set).typesByName().forEach(parts::putIfAbsent));
            }
            return new SparkplugTypeTree(type, parts.isEmpty() ? Map.of() : parts);
        }
    }
}
