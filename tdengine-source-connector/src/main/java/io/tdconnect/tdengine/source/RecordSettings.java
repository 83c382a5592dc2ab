// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.template.Template;

/**
 * What of the configuration matters for records.
 *
 * @param topic template of the Kafka topic
 * @param tags whether rows hold tags
 * @param routing which headers are set
 * @param timestamp which one records have in Kafka
 * @param rowsPerRecord most rows of a record; with more than one its value is a list
 * @param format what values are
 * @param limit how large records may be
 */
record RecordSettings(
        Template topic,
        boolean tags,
        RoutingMode routing,
        RecordTimestamp timestamp,
        int rowsPerRecord,
        ValueFormat format,
        RowLimit limit) {
    /** What makes values of rows of a shape. */
    RowValues values(RowShape shape) {
        boolean list = rowsPerRecord > 1;
        return format == ValueFormat.JSON ? new JsonValues(shape, list) : new StructValues(shape, list);
    }

    static RecordSettings of(TdengineSourceConfig config) {
        return new RecordSettings(
                Template.parse(config.getString(RecordOptions.KAFKA_TOPIC)),
                config.getBoolean(RecordOptions.TAGS),
                EnumOption.parse(RoutingMode.class, config.getString(RecordOptions.ROUTING_HEADERS)),
                EnumOption.parse(RecordTimestamp.class, config.getString(RecordOptions.RECORD_TIMESTAMP)),
                config.getInt(RecordOptions.ROWS_PER_RECORD),
                EnumOption.parse(ValueFormat.class, config.getString(RecordOptions.VALUE_FORMAT)),
                RowLimit.of(config));
    }
}
