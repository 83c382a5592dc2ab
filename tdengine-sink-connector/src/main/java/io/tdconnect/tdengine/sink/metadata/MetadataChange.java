// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.metadata;

import io.tdconnect.tdengine.tmq.MetadataEvent;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A metadata event to apply.
 *
 * @param origin the record with the event
 * @param database the database to change
 */
public record MetadataChange(SinkRecord origin, String database, MetadataEvent event) {}
