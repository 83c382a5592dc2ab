// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.source;

/** Values of the option {@code record.timestamp}: which timestamp records have in Kafka. */
enum RecordTimestamp {
    /** The time at which Kafka gets them. */
    ARRIVAL,
    /** The primary timestamp of the row. */
    ROW
}
