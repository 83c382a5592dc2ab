// SPDX-License-Identifier: Apache-2.0
/** What MQTT defines: messages, topics and filters. */
@NullMarked
package io.tdconnect.mqtt.message;

import org.jspecify.annotations.NullMarked;
