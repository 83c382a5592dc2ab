// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** A version of MQTT. */
enum ProtocolVersion {
    V3_1,
    V3_1_1,
    V5;

    /** The version of a configured value. */
    static ProtocolVersion parse(String text) {
        return switch (text.trim()) {
            case "3.1" -> V3_1;
            case "3.1.1" -> V3_1_1;
            case "5", "5.0" -> V5;
            default -> throw new IllegalArgumentException("expected 3.1, 3.1.1 or 5, found " + text);
        };
    }
}
