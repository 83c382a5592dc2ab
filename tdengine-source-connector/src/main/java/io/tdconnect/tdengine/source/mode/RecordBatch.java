// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source.mode;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What one poll returns. The last record of each source partition carries the position after the batch.
 *
 * @param records at least one
 * @param endOfTransaction whether a transaction of Kafka may end after it, if the connector defines transactions
 */
public record RecordBatch(List<SourceRecord> records, boolean endOfTransaction) {}
