// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.row;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A row on its way to its topic.
 *
 * @param key of the record, null without a key
 * @param schema null if the value is a Map
 * @param value Struct or Map
 */
@SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared.
public record OutputRow(
        String topic, byte @Nullable [] key, @Nullable Schema schema, Object value) {}
