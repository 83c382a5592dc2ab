// SPDX-License-Identifier: Apache-2.0
/** Keeps the sessions of a task, and hands their messages to it: buffered within bounds, and acknowledged once Kafka has them. */
@NullMarked
package io.tdconnect.mqtt.receive;

import org.jspecify.annotations.NullMarked;
