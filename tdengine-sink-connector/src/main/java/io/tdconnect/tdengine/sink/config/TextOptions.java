// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;

/** The options for values that are schemaless text. */
public record TextOptions(ValueFormat format, TextPrecision precision) {
    public static final String VALUE_FORMAT = "value.format";
    public static final String DATA_PRECISION = "data.precision";

    /** The format of the values of records. */
    public enum ValueFormat {
        /** Structs, Maps, or lists of them. */
        ROW,
        /** Text in the InfluxDB line protocol with TDengine's types. */
        LINE,
        /** Text in the OpenTSDB telnet protocol. */
        TELNET,
        /** Text in the OpenTSDB JSON format. */
        JSON
    }

    /** The unit of the times in schemaless text. */
    public enum TextPrecision {
        /** By the rules of the format: ns in line protocol; s for 10 and ms for 13 digits in the OpenTSDB formats. */
        AUTO,
        /** Seconds. */
        S,
        /** Milliseconds. */
        MS,
        /** Microseconds. */
        US,
        /** Nanoseconds. */
        NS
    }

    public static void addTo(Options options) {
        options.group("Rows")
                .choice(
                        VALUE_FORMAT,
                        ValueFormat.ROW,
                        "The format of the values of records: row is a Struct or Map or a list of them; the others are text,"
                                + " from StringConverter: line is the InfluxDB line protocol, telnet and json are"
                                + " the OpenTSDB formats. The text names supertable, tags and columns as in"
                                + " TDengine's own schemaless writing.")
                .importance(Importance.HIGH)
                .choice(
                        DATA_PRECISION,
                        TextPrecision.AUTO,
                        "Unit of the times in text: auto is ns for line, and s or ms for times of 10 or 13 digits in"
                                + " telnet and json. A point without a time gets that of its record.");
    }

    public static TextOptions from(AbstractConfig config) {
        return new TextOptions(
                EnumOption.parse(ValueFormat.class, config.getString(VALUE_FORMAT)),
                EnumOption.parse(TextPrecision.class, config.getString(DATA_PRECISION)));
    }
}
