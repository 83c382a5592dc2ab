// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The options for values that are schemaless text. */
public final class TextOptions {
    public static final String VALUE_FORMAT = "value.format";
    static final String DATA_PRECISION = "data.precision";

    private TextOptions() {}

    public static void addTo(Options options) {
        options.group("Rows")
                .choice(
                        VALUE_FORMAT,
                        ValueFormat.ROW,
                        "What the values of records are: row is a Struct or Map or a list of them; the others are text, as"
                                + " StringConverter gives it: line is the InfluxDB line protocol, telnet and json are"
                                + " the OpenTSDB formats. The text names supertable, tags and columns as it does in"
                                + " TDengine's own schemaless writing.")
                .importance(Importance.HIGH)
                .choice(
                        DATA_PRECISION,
                        TextPrecision.AUTO,
                        "Unit of the times in text: auto is ns for line, and s or ms for times of 10 or 13 digits in"
                                + " telnet and json. A point without a time gets that of its record.");
    }

    public static ValueFormat format(AbstractConfig config) {
        return EnumOption.parse(ValueFormat.class, config.getString(VALUE_FORMAT));
    }

    public static TextPrecision precision(AbstractConfig config) {
        return EnumOption.parse(TextPrecision.class, config.getString(DATA_PRECISION));
    }
}
