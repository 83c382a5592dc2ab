// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a publisher may say about a message in MQTT 5.
 *
 * @param user names and values; a name may occur several times
 * @param correlation data by which an answer finds its request
 * @param expirySeconds how long the message was of use when the broker sent it
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
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
