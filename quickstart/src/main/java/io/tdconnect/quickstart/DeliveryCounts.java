// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.quickstart;

import java.util.Locale;

/** The progress of the messages: acknowledged by the broker, records in Kafka, rows in TDengine. */
record DeliveryCounts(long published, long kafka, long rows) {
    boolean complete() {
        return rows >= published;
    }

    long lost() {
        return Math.max(0, published - rows);
    }

    String line(double rowsPerSecond) {
        return String.format(
                Locale.ROOT,
                "published %,d · records in Kafka %,d · rows in TDengine %,d · %,.0f rows/s",
                published,
                kafka,
                rows,
                rowsPerSecond);
    }

    String summary() {
        return "published=" + published + " kafka=" + kafka + " rows=" + rows + " lost=" + lost();
    }
}
