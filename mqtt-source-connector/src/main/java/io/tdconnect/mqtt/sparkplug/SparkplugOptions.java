// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.sparkplug;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options for payloads of Sparkplug B.
 *
 * @param rebirth whether to ask edge nodes for births that the task has not seen
 */
public record SparkplugOptions(SparkplugRecords records, boolean rebirth) {
    public static final String RECORDS = "sparkplug.records";
    public static final String REBIRTH = "sparkplug.rebirth";

    public static void addTo(Options options) {
        options.choice(
                        RECORDS,
                        SparkplugRecords.METRIC,
                        "What becomes a record: each metric of a Sparkplug B payload, or the payload with the"
                                + " list of its metrics.")
                .optional(
                        REBIRTH,
                        Type.BOOLEAN,
                        true,
                        "Whether to ask an edge node for its births (NCMD with Node Control/Rebirth, at most"
                                + " every 30 s) when it sends metrics that no birth has defined, for example after a start"
                                + " of the task. Until the next birth their records lack what only the birth contains: the"
                                + " name for an alias, and the value where it depends on the type.");
    }

    public static SparkplugOptions from(AbstractConfig config) {
        return new SparkplugOptions(
                EnumOption.parse(SparkplugRecords.class, config.getString(RECORDS)), config.getBoolean(REBIRTH));
    }

    /** What becomes a record. */
    enum SparkplugRecords {
        METRIC,
        PAYLOAD
    }
}
