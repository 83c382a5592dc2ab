// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt;

/** Where the named levels of an MQTT topic go. */
enum LevelTarget {
    NONE,
    HEADERS,
    FIELDS
}
