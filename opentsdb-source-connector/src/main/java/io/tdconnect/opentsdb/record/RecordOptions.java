// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.record;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.NamePolicy;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.window.RoutingOptions;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The form of records.
 *
 * @param topic template of the topic
 * @param valueType of the field of the value
 * @param pointsPerRecord most points of a record; with more than one its value is a list
 * @param limit size of a record
 * @param names what happens to names that are not allowed
 * @param routing what describes records to Kafka and to the TDengine sink
 */
public record RecordOptions(
        Template topic,
        ValueType valueType,
        int pointsPerRecord,
        RecordSizeLimit limit,
        NamePolicy names,
        RoutingOptions routing) {
    public static final String TOPIC = "topic";
    static final String VALUE_TYPE = "value.type";
    static final String POINTS_PER_RECORD = "points.per.record";

    /** Values of {@link #VALUE_TYPE}. */
    public enum ValueType {
        /** All values, as in TDengine's own OpenTSDB formats. */
        DOUBLE,
        /** Whole numbers with all their digits; the task fails at another value. */
        BIGINT
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
                        + " name then stop the connector.");
        RoutingOptions.addTo(
                options,
                new RoutingOptions.Words(
                        "in the future",
                        "{metric}",
                        "the name that TDengine's own OpenTSDB formats give: t_ and a hash of metric and tags",
                        "none or minimal; all is the same as minimal, since OpenTSDB has no databases"));
    }

    public static RecordOptions from(AbstractConfig config) {
        return new RecordOptions(
                Template.parse(config.getString(TOPIC)),
                EnumOption.parse(ValueType.class, config.getString(VALUE_TYPE)),
                config.getInt(POINTS_PER_RECORD),
                RecordSizeLimit.from(config),
                EnumOption.parse(NamePolicy.class, config.getString(NamePolicy.OPTION)),
                RoutingOptions.from(config));
    }

    /** The supertable of a metric. */
    public String stable(String metric) {
        return names == NamePolicy.KEEP ? metric : names.table(metric.replace('.', '_'));
    }
}
