// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties that a publisher can give a message in MQTT 5.
 *
 * @param user names and values; a name may occur several times
 * @param correlation data by which an answer finds its request
 * @param expirySeconds remaining lifetime when the broker sent the message
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares it
public record MessageProperties(
        List<Map.Entry<String, String>> user,
        @Nullable String contentType,
        @Nullable String responseTopic,
        byte @Nullable [] correlation,
        @Nullable Long expirySeconds) {
    public MessageProperties {
        user = List.copyOf(user);
    }

    public boolean isEmpty() {
        return user.isEmpty()
                && contentType == null
                && responseTopic == null
                && correlation == null
                && expirySeconds == null;
    }
}
