// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.record;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.template.Template;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The options that shape records, the same for both ways of reading.
 *
 * @param topic template of the Kafka topic
 * @param tags whether rows contain tags
 * @param routing which headers are set
 * @param timestamp which timestamp records have in Kafka
 * @param rowsPerRecord most rows of a record; with more than one its value is a list
 * @param format what values are
 * @param limit how large records may be
 */
public record RecordOptions(
        Template topic,
        boolean tags,
        RoutingMode routing,
        RecordTimestamp timestamp,
        int rowsPerRecord,
        ValueFormat format,
        RowLimit limit) {
    public static final String KAFKA_TOPIC = "kafka.topic";
    static final String TAGS = "tags.included";
    public static final String VALUE_FORMAT = "value.format";
    static final String ROUTING_HEADERS = "routing.headers";
    static final String ROWS_PER_RECORD = "rows.per.record";
    static final String RECORD_TIMESTAMP = "record.timestamp";

    /** Values of {@link #RECORD_TIMESTAMP}. */
    public enum RecordTimestamp {
        /** The time at which Kafka gets the record. */
        ARRIVAL,
        /** The primary timestamp of the row. */
        ROW
    }

    /** Values of {@link #VALUE_FORMAT}. */
    public enum ValueFormat {
        /** A struct with a schema, or a list of them. */
        STRUCT,
        /** JSON text, an object or an array of them. */
        JSON
    }

    public static void addTo(Options options) {
        options.group("Records")
                .optional(
                        KAFKA_TOPIC,
                        Type.STRING,
                        "{database}.{stable}",
                        "Kafka topic, a template with {database}, {stable}, {table} and, for a subscription, {topic} for the"
                                + " topic of TDengine. For a table without supertable {stable} is its own name. Characters"
                                + " that Kafka does not allow become underscores.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .optional(
                        TAGS,
                        Type.BOOLEAN,
                        true,
                        "Whether rows contain the tags of their subtable after its columns. The sink needs them to create"
                                + " the subtable elsewhere.");
        values(options);
        options.choice(
                        ROUTING_HEADERS,
                        RoutingMode.ALL,
                        "Headers for the TDengine sink that name the table of a row: none, minimal for all but the database,"
                                + " or all. With minimal the sink's option database decides, as for a copy under another"
                                + " name.")
                .choice(
                        RECORD_TIMESTAMP,
                        RecordTimestamp.ARRIVAL,
                        "Timestamp of records in Kafka: arrival, or row for the time of the row, unless that is before 1970"
                                + " or in the future, which brokers refuse. With row, Kafka deletes rows that are older than"
                                + " the retention of the topic at once, even if nobody has read them.");
    }

    private static void values(Options options) {
        options.optional(
                        ROWS_PER_RECORD,
                        Type.INT,
                        1,
                        "Most rows of a table in a record. With more than 1 the value is a list of structs, each of which"
                                + " the TDengine sink writes as a row. Most of the cost of Kafka Connect is per record: 50"
                                + " is several times as fast. A record has fewer rows if more would make it too large, see"
                                + " `record.max.bytes`.")
                .validator(Validators.between(1, 10_000))
                .choice(
                        VALUE_FORMAT,
                        ValueFormat.STRUCT,
                        "What the value is: struct with a schema, which converters and transforms understand; or json for"
                                + " text that the connector makes itself, an object or, with several rows a record, an"
                                + " array, with times as numbers and VARBINARY as Base64. The text is what JsonConverter"
                                + " writes without schemas, for a third of its processor time and not on the worker's"
                                + " thread, so that readers need not change. It needs"
                                + " value.converter=org.apache.kafka.connect.storage.StringConverter.");
        RowLimit.addTo(options);
    }

    public static RecordOptions from(AbstractConfig config) {
        return new RecordOptions(
                Template.parse(config.getString(KAFKA_TOPIC)),
                config.getBoolean(TAGS),
                EnumOption.parse(RoutingMode.class, config.getString(ROUTING_HEADERS)),
                EnumOption.parse(RecordTimestamp.class, config.getString(RECORD_TIMESTAMP)),
                config.getInt(ROWS_PER_RECORD),
                EnumOption.parse(ValueFormat.class, config.getString(VALUE_FORMAT)),
                RowLimit.from(config));
    }
}
