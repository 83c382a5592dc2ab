// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the MQTT topic alone says about a record.
 *
 * @param key null if records have none
 * @param levels named levels of the MQTT topic
 * @param wanted whether a filter of the connector matches the MQTT topic
 */
record Route(String kafkaTopic, @Nullable String key, Map<String, String> levels, boolean wanted) {}
