// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Takes the bytes of a row; without state, since Streams shares it between threads. */
final class EncodedRowSerializer implements Serializer<EncodedRow> {
    @Override
    public byte @Nullable [] serialize(String topic, @Nullable EncodedRow row) {
        return row == null ? null : row.value();
    }
}
