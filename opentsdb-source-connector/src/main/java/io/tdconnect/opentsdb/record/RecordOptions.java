// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.record;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.NamePolicy;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.template.Template;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * The form of records.
 *
 * @param topic template of the topic
 * @param valueType of the field of the value
 * @param pointsPerRecord most points of a record; with more than one its value is a list
 * @param limit size of a record
 * @param names what happens to names that are not allowed
 * @param timestamp which one records have in Kafka
 * @param table template of the subtable, null for the name of TDengine's own OpenTSDB formats
 * @param routing which headers are set
 */
public record RecordOptions(
        Template topic,
        ValueType valueType,
        int pointsPerRecord,
        RecordSizeLimit limit,
        NamePolicy names,
        RecordTimestamp timestamp,
        @Nullable Template table,
        RoutingMode routing) {
    public static final String TOPIC = "topic";
    static final String VALUE_TYPE = "value.type";
    static final String POINTS_PER_RECORD = "points.per.record";
    static final String RECORD_TIMESTAMP = "record.timestamp";
    public static final String TABLE = "table";
    static final String ROUTING_HEADERS = "routing.headers";

    /** Values of {@link #VALUE_TYPE}. */
    public enum ValueType {
        /** All values, as in TDengine's own OpenTSDB formats. */
        DOUBLE,
        /** Whole numbers with all their digits; the task fails at another value. */
        BIGINT
    }

    /** Values of {@link #RECORD_TIMESTAMP}: the timestamp of records in Kafka. */
    public enum RecordTimestamp {
        /** The time of writing, so that retention does not delete history before it is consumed. */
        ARRIVAL,
        /** The time of the point. */
        POINT
    }

    public static void addTo(Options options) {
        options.group("Records")
                .optional(
                        TOPIC,
                        Type.STRING,
                        "opentsdb",
                        "Kafka topic, a template with {metric}. Characters that Kafka does not allow become underscores, with a"
                                + " hash that keeps such topics apart.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .choice(
                        VALUE_TYPE,
                        ValueType.DOUBLE,
                        "Type of the field `_value`: double as in TDengine's own OpenTSDB formats, or bigint for metrics of whole"
                                + " numbers only, which then keep more than 53 bits; a fraction stops the task.")
                .optional(
                        POINTS_PER_RECORD,
                        Type.INT,
                        1,
                        "How many points of a series a record contains at most. With more than 1 the value is a list of"
                                + " structs, each of which the TDengine sink writes as a row. Kafka Connect spends most of its"
                                + " time per record: 50 is several times as fast. A record never has more points than fit"
                                + " into `record.max.bytes`.")
                .validator(Validators.between(1, 10_000));
        RecordSizeLimit.addTo(options, "A single point always fits.");
        addNames(options);
    }

    private static void addNames(Options options) {
        options.choice(
                        NamePolicy.OPTION,
                        NamePolicy.REPLACE,
                        "What happens to names that TDengine refuses: replace puts underscores and a hash, keep leaves all names"
                                + " for other sinks, fail stops the task. Dots of metrics become underscores without a hash, as"
                                + " in TDengine's own OpenTSDB formats, unless it is keep; two metrics that would have the same"
                                + " name then stop the connector.")
                .choice(
                        RECORD_TIMESTAMP,
                        RecordTimestamp.ARRIVAL,
                        "Timestamp of records in Kafka: arrival, or point for the time of the point, unless that is in the"
                                + " future, which brokers refuse. With point, Kafka deletes history that is older than the"
                                + " retention of the topic at once, even if nobody has read it.")
                .optional(
                        TABLE,
                        Type.STRING,
                        "",
                        "Subtable, a template with {metric} and tags such as d_{host:none}; empty for the name that TDengine's own"
                                + " OpenTSDB formats give: t_ and a hash of metric and tags. Each series needs a name of its own."
                                + " It is the key of the records, too.")
                .validator(Validators.template())
                .choice(
                        ROUTING_HEADERS,
                        RoutingMode.MINIMAL,
                        "Which headers describe a record to the TDengine sink: none or minimal; all is the same as minimal, since"
                                + " OpenTSDB has no databases.");
    }

    public static RecordOptions from(AbstractConfig config) {
        String table = config.getString(TABLE);
        return new RecordOptions(
                Template.parse(config.getString(TOPIC)),
                EnumOption.parse(ValueType.class, config.getString(VALUE_TYPE)),
                config.getInt(POINTS_PER_RECORD),
                RecordSizeLimit.from(config),
                EnumOption.parse(NamePolicy.class, config.getString(NamePolicy.OPTION)),
                EnumOption.parse(RecordTimestamp.class, config.getString(RECORD_TIMESTAMP)),
                table.isBlank() ? null : Template.parse(table),
                EnumOption.parse(RoutingMode.class, config.getString(ROUTING_HEADERS)));
    }

    /** The supertable of a metric. */
    public String stable(String metric) {
        return names == NamePolicy.KEEP ? metric : names.table(metric.replace('.', '_'));
    }
}
