// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What one poll returns. The last record carries the position after the batch, the others that before it.
 *
 * @param records at least one
 * @param points in all records
 * @param endOfWindow whether a window ends with it
 */
record Batch(List<SourceRecord> records, int points, boolean endOfWindow) {}
