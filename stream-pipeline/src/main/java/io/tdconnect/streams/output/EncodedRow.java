// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.output;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** The value of a record, and its topic. */
@SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared.
public record EncodedRow(String topic, byte[] value) {
    /** Returns the bytes of a row; stateless, since Streams shares it between threads. */
    public static final class ValueSerializer implements Serializer<EncodedRow> {
        @Override
        public byte @Nullable [] serialize(String topic, @Nullable EncodedRow row) {
            return row == null ? null : row.value();
        }
    }
}
