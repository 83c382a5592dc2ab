// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * The records of one poll. The last record has the position after the batch, the others the position before it.
 *
 * @param records at least one
 * @param points in all records
 * @param endOfWindow whether a window ends with it
 */
public record PointBatch(List<SourceRecord> records, int points, boolean endOfWindow) {}
