// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Connect stores for a task. The broker itself keeps the position, in the session of the client; the numbers make
 * every record different from all others, as exactly-once workers need, and show progress in /offsets.
 *
 * @param message number of the record since the task was started
 * @param receivedAt milliseconds since 1970
 * @param topics the filters of the session, so that a later configuration can unsubscribe from those it does not want
 */
public record SourceOffset(long message, long receivedAt, String topics) {
    public static final String CLIENT_ID = "client.id";

    private static final String MESSAGE = "message";
    private static final String RECEIVED_AT = "received.at";
    private static final String TOPICS = "topics";

    public static Map<String, ?> partition(String clientId) {
        return Map.of(CLIENT_ID, clientId);
    }

    /** The filters of a stored offset, with their QoS; null if it does not contain any. */
    public static @Nullable Set<String> topics(@Nullable Map<String, Object> stored) {
        return stored != null && stored.get(TOPICS) instanceof String text && !text.isEmpty()
                ? Arrays.stream(text.split(",")).collect(Collectors.toSet())
                : null;
    }

    public Map<String, ?> toMap() {
        return Map.of(MESSAGE, message, RECEIVED_AT, receivedAt, TOPICS, topics);
    }
}
