// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.message;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The largest record that the producer sends. Larger records must not reach it: with exactly-once delivery its refusal
 * aborts the whole transaction, each time that the message is read again.
 *
 * @param bytes the {@code max.request.size} of Kafka's producer
 */
public record SizeLimit(long bytes) {
    private static final long PRODUCER_DEFAULT = 1_048_576;

    /** Header of a batch in message format 2 (KIP-98). */
    private static final int BATCH_OVERHEAD = 61;

    private static final int RECORD_OVERHEAD = 36;
    private static final int HEADER_OVERHEAD = 10;
    private static final int UTF8_BYTES = 3;

    /** The limit of settings of Kafka Streams, without prefix. */
    public static SizeLimit of(Map<String, String> streams) {
        String option = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
        String general = streams.get(option);
        String ofProducer = streams.getOrDefault("producer." + option, general);
        return new SizeLimit(ofProducer == null ? PRODUCER_DEFAULT : Long.parseLong(ofProducer.trim()));
    }

    /**
     * Checks that a row can be sent.
     *
     * @throws BadMessageException if it is too large
     */
    public void require(byte @Nullable [] key, byte[] value, Headers headers) {
        long size = size(key, value, headers);
        if (size > bytes) {
            throw new BadMessageException(
                    BadMessageCause.NOT_ACCEPTED,
                    "streams.producer.max.request.size",
                    getClass(),
                    "expected rows of up to " + bytes + " bytes with their headers, found one of " + size);
        }
    }

    boolean allows(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return size(key, value, headers) <= bytes;
    }

    /** The size that the producer will count, or more. */
    private static long size(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        long size = BATCH_OVERHEAD + RECORD_OVERHEAD + (long) length(key) + length(value);
        for (Header header : headers) {
            size += HEADER_OVERHEAD + (long) header.key().length() * UTF8_BYTES + length(header.value());
        }
        return size;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
