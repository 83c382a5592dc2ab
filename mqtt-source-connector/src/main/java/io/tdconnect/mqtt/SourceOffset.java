// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

import java.util.Map;

/**
 * What Connect stores for a task. The position itself is kept by the broker, in the session of the client; the numbers
 * make every record unequal to every other, as exactly-once workers need, and show progress in /offsets.
 *
 * @param message number of the record since the task was started
 * @param receivedAt milliseconds since 1970
 */
record SourceOffset(long message, long receivedAt) {
    static final String CLIENT_ID = "client.id";

    private static final String MESSAGE = "message";
    private static final String RECEIVED_AT = "received.at";

    static Map<String, ?> partition(String clientId) {
        return Map.of(CLIENT_ID, clientId);
    }

    Map<String, ?> toMap() {
        return Map.of(MESSAGE, message, RECEIVED_AT, receivedAt);
    }
}
