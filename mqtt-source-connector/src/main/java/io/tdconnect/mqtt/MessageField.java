// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** What a message can say of itself in a field of the value, named as in taosX. */
enum MessageField {
    TS,
    TOPIC,
    QOS;

    Object value(MqttMessage message) {
        return switch (this) {
            case TS -> message.receivedAt();
            case TOPIC -> message.topic();
            case QOS -> (long) message.qos();
        };
    }
}
