// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.engine;

import java.io.IOException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Hears that a record needs to be kept no longer. */
@FunctionalInterface
interface Receipt {
    /**
     * The record is where it should be.
     *
     * @param metadata its place; null if it was dropped on the way
     */
    void confirmed(@Nullable RecordMetadata metadata) throws IOException, InterruptedException;
}
