// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.record.RoutingMode;
import io.tdconnect.common.template.Template;
import io.tdconnect.common.time.RecordTime;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.jspecify.annotations.Nullable;

/**
 * What describes the records of points to Kafka and to the TDengine sink.
 *
 * @param timestamp which one records have in Kafka
 * @param table template of the subtable, null for the usual name of a series
 * @param mode which headers are set
 */
public record RoutingOptions(
        RecordTimestamp timestamp, @Nullable Template table, RoutingMode mode) {
    static final String RECORD_TIMESTAMP = "record.timestamp";
    public static final String TABLE = "table";
    static final String ROUTING_HEADERS = "routing.headers";

    private static final long NANOS_PER_MILLI = 1_000_000L;

    /** Values of {@link #RECORD_TIMESTAMP}: the timestamp of records in Kafka. */
    public enum RecordTimestamp {
        /** The time of writing, so that retention does not delete history before it is consumed. */
        ARRIVAL,
        /** The time of the point. */
        POINT
    }

    /**
     * What the documentation says of a kind of server.
     *
     * @param refusedTimes when brokers refuse the time of a point
     * @param variables of the template of subtables
     * @param usualTable what a subtable is called without a template
     * @param modes the values of {@link #ROUTING_HEADERS}
     */
    public record Words(String refusedTimes, String variables, String usualTable, String modes) {}

    /** Adds the options to the current group. */
    public static void addTo(Options options, Words words) {
        options.choice(
                        RECORD_TIMESTAMP,
                        RecordTimestamp.ARRIVAL,
                        "Timestamp of records in Kafka: arrival, or point for the time of the point, unless that is "
                                + words.refusedTimes()
                                + ", which brokers refuse. With point, Kafka deletes history that is"
                                + " older than the retention of the topic at once, even if nobody has read it.")
                .optional(
                        TABLE,
                        Type.STRING,
                        "",
                        "Subtable, a template with " + words.variables() + " and tags such as d_{host:none}; empty for "
                                + words.usualTable()
                                + ". Each series needs a name of its own. It is the key of the records, too.")
                .validator(Validators.template())
                .choice(
                        ROUTING_HEADERS,
                        RoutingMode.MINIMAL,
                        "Which headers describe a record to the TDengine sink: " + words.modes() + ".");
    }

    public static RoutingOptions from(AbstractConfig config) {
        String table = config.getString(TABLE);
        return new RoutingOptions(
                EnumOption.parse(RecordTimestamp.class, config.getString(RECORD_TIMESTAMP)),
                table.isBlank() ? null : Template.parse(table),
                EnumOption.parse(RoutingMode.class, config.getString(ROUTING_HEADERS)));
    }

    /**
     * The timestamp of a record in Kafka, null for that of its arrival.
     *
     * @param nanos time of its first point, since 1970
     */
    @Nullable
    Long timestamp(long nanos) {
        return timestamp == RecordTimestamp.ARRIVAL ? null : RecordTime.of(Math.floorDiv(nanos, NANOS_PER_MILLI));
    }
}
