// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

/** Values of the option {@code record.timestamp}: the timestamp of records in Kafka. */
enum RecordTimestamp {
    /** When Kafka gets them, so that its retention does not delete history before it is consumed. */
    ARRIVAL,
    /** That of the point. */
    POINT
}
