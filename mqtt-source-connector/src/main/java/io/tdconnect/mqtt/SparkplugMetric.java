// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One metric of a Sparkplug B payload. */
final class SparkplugMetric {
    private static final int FIRST_VALUE = 10;
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
    private Map<String, @Nullable Object> properties = Map.of();
    private @Nullable Object wireValue;

    private SparkplugMetric() {}

    static SparkplugMetric parse(ProtoReader in) throws BadMessageException {
        SparkplugMetric metric = new SparkplugMetric();
        for (int field = in.next(); field != 0; field = in.next()) {
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
            case 9 -> properties = SparkplugValues.properties(in.message());
            case BYTES_VALUE -> wireValue = in.bytes();
            case DATA_SET_VALUE -> wireValue = SparkplugValues.dataSet(in.message());
            case TEMPLATE_VALUE -> wireValue = SparkplugValues.template(in.message());
            default -> {
                if (SparkplugValues.isScalar(field - FIRST_VALUE)) {
                    wireValue = SparkplugValues.scalar(field - FIRST_VALUE, in);
                } else {
                    in.skip();
                }
            }
        }
    }

    @Nullable
    String name() {
        return name;
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

    /** Number of the type, 0 if the message does not tell it. */
    int datatype() {
        return datatype;
    }

    /** Whether the value was measured long ago and is not the current one. */
    boolean historical() {
        return historical;
    }

    /** Whether the publisher does not want the value to be stored. */
    boolean isTransient() {
        return transientValue;
    }

    Map<String, @Nullable Object> properties() {
        return properties;
    }

    /** The value before it is known how its bits are to be read. */
    @Nullable
    Object wireValue() {
        return nullValue ? null : wireValue;
    }
}
