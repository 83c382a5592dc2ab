// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.record;

import io.tdconnect.common.record.KafkaOrigin;
import io.tdconnect.common.record.KafkaTopic;
import io.tdconnect.common.source.RecordSizeLimit;
import io.tdconnect.common.time.RecordTime;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes records of Connect from records of a cluster: key and value unchanged, and headers with the place they come from. */
public final class RecordConverter {
    /** Identifier of the cluster, of records that keep the name of their topic. */
    static final String CLUSTER = "kafka.cluster";

    private static final Set<String> OF_ORIGIN =
            Set.of(KafkaOrigin.TOPIC, KafkaOrigin.PARTITION, KafkaOrigin.OFFSET, CLUSTER);
    /** Bytes of the batch, of the lengths, and of the headers of the origin. */
    private static final int OVERHEAD = 512;

    private final RecordOptions options;
    private final Map<String, String> topics = new HashMap<>();

    public RecordConverter(RecordOptions options) {
        this.options = options;
    }

    /**
     * The record.
     *
     * @param cluster identifier of the cluster, empty if it is not known
     * @param sourcePartition of the record
     * @param sourceOffset of the record
     * @return null if it is too large and such records are to be skipped
     * @throws ConnectException if it is too large, or was written by this connector
     */
    public @Nullable SourceRecord convert(
            ConsumerRecord<byte[], byte[]> read,
            String cluster,
            Map<String, ?> sourcePartition,
            Map<String, ?> sourceOffset) {
        String topic = topics.computeIfAbsent(read.topic(), this::topic);
        boolean sameName = topic.equals(read.topic());
        if (sameName) {
            checkLoop(read, cluster);
        }
        if (tooLarge(read)) {
            return null;
        }
        return new SourceRecord(
                sourcePartition,
                sourceOffset,
                topic,
                options.partition() == RecordOptions.TargetPartition.SAME ? read.partition() : null,
                Schema.OPTIONAL_BYTES_SCHEMA,
                read.key(),
                Schema.OPTIONAL_BYTES_SCHEMA,
                read.value(),
                options.timestamp() == RecordOptions.RecordTimestamp.ORIGIN ? RecordTime.of(read.timestamp()) : null,
                headers(read, sameName ? cluster : ""));
    }

    private String topic(String read) {
        String topic = options.topic().render(name -> read);
        if (!KafkaTopic.isLegal(topic)) {
            throw new ConnectException(
                    "Expected a template " + RecordOptions.TOPIC + " that gives legal names of topics,"
                            + " found one that makes " + topic + " of the topic " + read);
        }
        return topic;
    }

    private ConnectHeaders headers(ConsumerRecord<byte[], byte[]> read, String cluster) {
        ConnectHeaders headers = new ConnectHeaders();
        for (Header header : read.headers()) {
            if (!options.originHeaders() || !OF_ORIGIN.contains(header.key())) {
                add(headers, header);
            }
        }
        if (options.originHeaders()) {
            headers.addString(KafkaOrigin.TOPIC, read.topic());
            headers.addString(KafkaOrigin.PARTITION, Integer.toString(read.partition()));
            headers.addString(KafkaOrigin.OFFSET, Long.toString(read.offset()));
            if (!cluster.isEmpty()) {
                headers.addString(CLUSTER, cluster);
            }
        }
        return headers;
    }

    /** Text stays text, since most converters of headers make something else of bytes. */
    private static void add(ConnectHeaders headers, Header header) {
        byte[] value = header.value();
        if (value == null) {
            headers.add(header.key(), null, Schema.OPTIONAL_STRING_SCHEMA);
            return;
        }
        try {
            headers.addString(
                    header.key(),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(value))
                            .toString());
        } catch (CharacterCodingException e) {
            headers.addBytes(header.key(), value);
        }
    }

    private void checkLoop(ConsumerRecord<byte[], byte[]> read, String cluster) {
        if (!cluster.isEmpty()
                && cluster.equals(header(read, CLUSTER))
                && read.topic().equals(header(read, KafkaOrigin.TOPIC))) {
            throw new ConnectException(
                    "Expected a topic to which others write, found records of this connector in topic "
                            + read.topic() + " (partition " + read.partition() + ", offset " + read.offset()
                            + "): the worker writes to the cluster that is read, so each record would be copied without end."
                            + " Change " + RecordOptions.TOPIC
                            + " to another name such as copy_of_{topic}, or read another"
                            + " cluster, and remove the copies");
        }
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> read, String name) {
        Header header = read.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private boolean tooLarge(ConsumerRecord<byte[], byte[]> read) {
        long size = OVERHEAD + written(read.serializedKeySize()) + written(read.serializedValueSize());
        for (Header header : read.headers()) {
            size += header.key().length() + (header.value() == null ? 0 : header.value().length) + Integer.BYTES;
        }
        if (size <= options.limit().bytes()) {
            return false;
        } else if (options.onLargeRecord() == RecordOptions.LargeRecord.SKIP) {
            return true;
        }
        throw new DataException("Expected records of at most " + RecordSizeLimit.OPTION + "="
                + options.limit().bytes() + " bytes, found one of about " + size + " in topic " + read.topic()
                + ", partition " + read.partition() + ", offset " + read.offset()
                + "; raise it together with producer.override.max.request.size and the max.message.bytes of the topic, or set "
                + RecordOptions.ON_LARGE_RECORD + "=skip");
    }

    private long written(int bytes) {
        return options.base64() ? (bytes + 2L) / 3 * 4 : Math.max(0, bytes);
    }
}
