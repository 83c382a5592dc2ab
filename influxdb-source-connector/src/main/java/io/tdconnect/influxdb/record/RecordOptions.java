// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb.record;

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
 * @param format of values
 * @param pointsPerRecord most points of a record; with more than one its value is a list, or several lines
 * @param limit size of a record
 * @param onLargePoint what happens to a point that alone is beyond the limit
 * @param conflicts what happens to fields with several types
 * @param names what happens to names that are not allowed
 * @param routing what describes records to Kafka and to the TDengine sink
 */
public record RecordOptions(
        Template topic,
        ValueFormat format,
        int pointsPerRecord,
        RecordSizeLimit limit,
        LargePoint onLargePoint,
        ConflictPolicy conflicts,
        NamePolicy names,
        RoutingOptions routing) {
    public static final String TOPIC = "topic";
    static final String VALUE_FORMAT = "value.format";
    static final String POINTS_PER_RECORD = "points.per.record";
    static final String ON_LARGE_POINT = "on.large.point";
    static final String FIELD_TYPE_CONFLICT = "field.type.conflict";

    /** Values of {@link #VALUE_FORMAT}. */
    public enum ValueFormat {
        /** A Struct of time, tags and fields. */
        STRUCT,
        /** Text in line protocol. */
        LINE
    }

    /** Values of {@link #ON_LARGE_POINT}. */
    public enum LargePoint {
        FAIL,
        SKIP
    }

    /** Values of {@link #FIELD_TYPE_CONFLICT}: what happens to a field that has several types. */
    public enum ConflictPolicy {
        /** One field: floating point if all types are numbers, else text. */
        WIDEN,
        /** A field for each type, such as {@code value_float} and {@code value_string}. */
        SUFFIX,
        /** One field with text. */
        STRING,
        /** The task fails. */
        FAIL
    }

    public static void addTo(Options options) {
        options.group("Records")
                .optional(
                        TOPIC,
                        Type.STRING,
                        "{bucket}.{measurement}",
                        "Kafka topic, a template with {bucket} and {measurement}. Characters that Kafka does not allow become"
                                + " underscores, with a hash that keeps such topics apart.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .choice(
                        VALUE_FORMAT,
                        ValueFormat.STRUCT,
                        "struct of time, tags and fields, or line for text in line protocol.")
                .optional(
                        POINTS_PER_RECORD,
                        Type.INT,
                        1,
                        "How many points of a series a record contains at most. With more than 1 the value is a list of"
                                + " structs, each of which the TDengine sink writes as a row, or text of several lines. Kafka"
                                + " Connect spends most of its time per record: 50 is several times as fast. A record"
                                + " never has more points than fit into `record.max.bytes`.")
                .validator(Validators.between(1, 10_000));
        RecordSizeLimit.addTo(options, "`on.large.point` decides about a point that alone is larger.");
        options.choice(
                ON_LARGE_POINT,
                LargePoint.FAIL,
                "What happens to a point that alone makes a record of more than `record.max.bytes`: fail stops the task,"
                        + " skip leaves it out and logs its table and time.");
        addNames(options);
    }

    private static void addNames(Options options) {
        options.choice(
                        FIELD_TYPE_CONFLICT,
                        ConflictPolicy.WIDEN,
                        "What happens to a field that has several types, in different shards: widen makes numbers floating"
                                + " point and everything else text, suffix gives each type a field such as value_float, string"
                                + " makes text, fail stops the task. InfluxDB does not distinguish 3 and 3i then: whole"
                                + " numbers are integers.")
                .choice(
                        NamePolicy.OPTION,
                        NamePolicy.REPLACE,
                        "What happens to names that TDengine refuses, and to names of subtables with other characters than"
                                + " letters, digits and underscores, which its prepared statements confuse: replace puts"
                                + " underscores and a hash, keep leaves them for other sinks, fail stops the task.");
        RoutingOptions.addTo(
                options,
                new RoutingOptions.Words(
                        "before 1970 or in the future",
                        "{measurement}, {bucket}",
                        "the measurement and its tags as in cpu_host_a, with a hash where these could be read in two ways",
                        "none, minimal, or all, which adds the database with the name of the bucket"));
    }

    public static RecordOptions from(AbstractConfig config) {
        return new RecordOptions(
                Template.parse(config.getString(TOPIC)),
                EnumOption.parse(ValueFormat.class, config.getString(VALUE_FORMAT)),
                config.getInt(POINTS_PER_RECORD),
                RecordSizeLimit.from(config),
                EnumOption.parse(LargePoint.class, config.getString(ON_LARGE_POINT)),
                EnumOption.parse(ConflictPolicy.class, config.getString(FIELD_TYPE_CONFLICT)),
                EnumOption.parse(NamePolicy.class, config.getString(NamePolicy.OPTION)),
                RoutingOptions.from(config));
    }
}
