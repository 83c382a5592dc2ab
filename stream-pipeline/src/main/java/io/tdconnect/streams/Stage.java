// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** A configured transform with its name; not for use by several threads. */
record Stage(String name, Transformation<SinkRecord> transform) {
    /**
     * What the transform makes of a message, null if it drops it.
     *
     * @throws BadMessageException if it refuses the message
     */
    @Nullable
    SinkRecord apply(SinkRecord message) {
        try {
            return transform.apply(message);
        } catch (RuntimeException e) {
            throw new BadMessageException(
                    e instanceof org.apache.kafka.connect.errors.DataException ? Fault.REFUSED : Fault.STAGE_FAILED,
                    "TRANSFORMATION",
                    name,
                    transform.getClass(),
                    e);
        }
    }
}
