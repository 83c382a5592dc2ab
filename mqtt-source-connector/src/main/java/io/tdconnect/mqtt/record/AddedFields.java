// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import io.tdconnect.common.config.EnumOption;
import io.tdconnect.mqtt.message.MqttMessage;
import io.tdconnect.mqtt.record.RecordOptions.MessageField;
import io.tdconnect.mqtt.record.TopicRouter.Route;
import java.util.Map;
import java.util.Set;

/**
 * Adds fields about the message to values that are objects; a field of the payload stays unchanged, even if it is null.
 *
 * @param levels whether the named levels of the topic are added
 */
public record AddedFields(boolean levels, Set<MessageField> fields) {
    public AddedFields {
        fields = Set.copyOf(fields);
    }

    @SuppressWarnings("unchecked") // readers make maps with String keys
    void addTo(Object value, MqttMessage message, Route route) {
        if ((levels || !fields.isEmpty()) && value instanceof Map<?, ?> map) {
            Map<String, Object> target = (Map<String, Object>) map;
            for (MessageField field : fields) {
                add(target, EnumOption.nameOf(field), field.value(message));
            }
            if (levels) {
                route.levels().forEach((name, level) -> add(target, name, level));
            }
        }
    }

    private static void add(Map<String, Object> target, String name, Object value) {
        // Not putIfAbsent, which would replace a null of the payload.
        if (!target.containsKey(name)) {
            target.put(name, value);
        }
    }
}
