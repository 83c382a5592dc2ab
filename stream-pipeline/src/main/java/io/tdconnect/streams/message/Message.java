// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.message;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A message of an input topic.
 *
 * @param timestamp milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared.
public record Message(
        Position position, long timestamp, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
    /** Its place. */
    public record Position(String topic, int partition, long offset) {}
}
