// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.record;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.common.config.Options;
import io.tdconnect.common.config.Validators;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.template.Template;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;

/**
 * The form of records.
 *
 * @param topic of records, a template
 * @param partition of records
 * @param timestamp of records
 * @param originHeaders whether headers say where a record comes from
 * @param limit largest size
 * @param base64 whether the converter makes text of bytes, which takes more space
 * @param onLargeRecord what happens to larger ones
 */
public record RecordOptions(
        Template topic,
        TargetPartition partition,
        RecordTimestamp timestamp,
        boolean originHeaders,
        RecordSizeLimit limit,
        boolean base64,
        LargeRecord onLargeRecord) {
    public static final String TOPIC = "topic";
    static final String PARTITION = "target.partition";
    static final String RECORD_TIMESTAMP = "record.timestamp";
    static final String ORIGIN_HEADERS = "origin.headers";
    static final String ON_LARGE_RECORD = "on.large.record";

    private static final String CONVERTER = "value.converter";

    /** Values of {@link #PARTITION}. */
    public enum TargetPartition {
        /** By the key, or any without a key. */
        BY_KEY,
        /** That of the origin. */
        SAME
    }

    /** Values of {@link #RECORD_TIMESTAMP}. */
    public enum RecordTimestamp {
        /** That of the record that is read. */
        ORIGIN,
        /** The time of writing. */
        ARRIVAL
    }

    /** Values of {@link #ON_LARGE_RECORD}. */
    public enum LargeRecord {
        /** The task fails. */
        FAIL,
        /** The record is left out, logged and counted. */
        SKIP
    }

    public static void addTo(Options options) {
        options.group("Records")
                .optional(
                        TOPIC,
                        Type.STRING,
                        "{topic}",
                        "Kafka topic of the worker to write to, a template with {topic}. If the worker uses the cluster that is"
                                + " read, it must give another name: a task that reads back what it wrote stops with that"
                                + " message.")
                .validator(Validators.all(Validators.nonEmpty(), Validators.template()))
                .importance(Importance.HIGH)
                .choice(
                        PARTITION,
                        TargetPartition.BY_KEY,
                        "Partition to write to: by-key lets the worker's producer choose; same keeps the number, and so the"
                                + " order of records without keys, and needs a topic with as many partitions.")
                .choice(
                        RECORD_TIMESTAMP,
                        RecordTimestamp.ORIGIN,
                        "Timestamp of records: origin keeps it, which parser documents of taosX need; arrival is the time of"
                                + " writing. With origin, the worker's cluster deletes copies that are older than the retention of"
                                + " their topic at once, even if nobody has read them: create it with"
                                + " `topic.creation.default.retention.ms`=-1, or a sufficient time.")
                .optional(
                        ORIGIN_HEADERS,
                        Type.BOOLEAN,
                        true,
                        "Whether records have the headers kafka.topic, kafka.partition and kafka.offset with the place that they"
                                + " come from. Templates and `TaosxParser` use them for topic, partition and offset.");
        RecordSizeLimit.addTo(options, "`on.large.record` decides about larger ones.");
        options.choice(
                ON_LARGE_RECORD,
                LargeRecord.FAIL,
                "What happens to a record of more than `record.max.bytes`: fail stops the task, skip leaves it out, logs its"
                        + " place and counts it.");
    }

    public static RecordOptions from(AbstractConfig config) {
        Object converter = config.originals().get(CONVERTER);
        return new RecordOptions(
                Template.parse(config.getString(TOPIC)),
                EnumOption.parse(TargetPartition.class, config.getString(PARTITION)),
                EnumOption.parse(RecordTimestamp.class, config.getString(RECORD_TIMESTAMP)),
                config.getBoolean(ORIGIN_HEADERS),
                RecordSizeLimit.from(config),
                converter != null && !converter.toString().trim().endsWith("ByteArrayConverter"),
                EnumOption.parse(LargeRecord.class, config.getString(ON_LARGE_RECORD)));
    }
}
