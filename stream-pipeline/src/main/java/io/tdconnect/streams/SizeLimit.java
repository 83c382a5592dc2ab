// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The largest record that the producer sends. Larger ones must not reach it: with exactly once its refusal fails the
 * transaction with everything in it, each time that the message is read again.
 *
 * @param bytes as {@code max.request.size} of Kafka's producer
 */
record SizeLimit(long bytes) {
    private static final long PRODUCER_DEFAULT = 1_048_576;

    /** A batch with one record, the lengths of its parts, offset and timestamp: KIP-98, message format 2. */
    private static final int BATCH_OVERHEAD = 61;

    private static final int RECORD_OVERHEAD = 36;
    private static final int HEADER_OVERHEAD = 10;
    private static final int UTF8_BYTES = 3;

    static SizeLimit of(PipelineConfig config) {
        String option = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
        String general = config.streams().get(option);
        String ofProducer = config.streams().getOrDefault("producer." + option, general);
        return new SizeLimit(ofProducer == null ? PRODUCER_DEFAULT : Long.parseLong(ofProducer.trim()));
    }

    /**
     * Accepts a row that can be sent.
     *
     * @throws BadMessageException for one that is too large
     */
    void require(byte @Nullable [] key, byte[] value, Headers headers) {
        long size = size(key, value, headers);
        if (size > bytes) {
            throw new BadMessageException(
                    Fault.NOT_ACCEPTED,
                    "streams.producer.max.request.size",
                    getClass(),
                    "expected rows of up to " + bytes + " bytes with their headers, found one of " + size);
        }
    }

    boolean allows(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return size(key, value, headers) <= bytes;
    }

    /** At least what the producer will count. */
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
