// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.record;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Detects messages that match only a filter of an earlier configuration.
 *
 * @param wanted whether a topic matches a filter of the connector
 * @param report receives a topic that does not
 */
public record UnwantedTopics(Predicate<String> wanted, Consumer<String> report) {}
