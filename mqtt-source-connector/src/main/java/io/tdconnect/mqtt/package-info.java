// SPDX-License-Identifier: Apache-2.0
/** Kafka Connect source connector for MQTT. */
@NullMarked
package io.tdconnect.mqtt;

import org.jspecify.annotations.NullMarked;
