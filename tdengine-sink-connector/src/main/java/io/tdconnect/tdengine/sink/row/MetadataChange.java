// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.row;

import io.tdconnect.tdengine.tmq.MetadataEvent;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A metadata event that is to be applied.
 *
 * @param origin the record that tells it
 * @param database where
 */
public record MetadataChange(SinkRecord origin, String database, MetadataEvent event) {}
