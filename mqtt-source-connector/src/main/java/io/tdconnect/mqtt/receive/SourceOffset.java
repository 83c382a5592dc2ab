// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.receive;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What Connect stores for a task. The position itself is kept by the broker, in the session of the client; the numbers
 * make every record unequal to every other, as exactly-once workers need, and show progress in /offsets.
 *
 * @param message number of the record since the task was started
 * @param receivedAt milliseconds since 1970
 * @param topics what the session is subscribed to, so that a later configuration can give up what it does not want
 */
public record SourceOffset(long message, long receivedAt, String topics) {
    public static final String CLIENT_ID = "client.id";

    private static final String MESSAGE = "message";
    private static final String RECEIVED_AT = "received.at";
    private static final String TOPICS = "topics";

    public static Map<String, ?> partition(String clientId) {
        return Map.of(CLIENT_ID, clientId);
    }

    /** Filters with their QoS, of a stored offset; null if it has none. */
    public static @Nullable Set<String> topics(@Nullable Map<String, Object> stored) {
        return stored != null && stored.get(TOPICS) instanceof String text && !text.isEmpty()
                ? Arrays.stream(text.split(",")).collect(Collectors.toSet())
                : null;
    }

    public Map<String, ?> toMap() {
        return Map.of(MESSAGE, message, RECEIVED_AT, receivedAt, TOPICS, topics);
    }
}
