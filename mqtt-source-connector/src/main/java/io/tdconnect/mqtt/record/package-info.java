// SPDX-License-Identifier: Apache-2.0
/** Messages become records of Kafka: topic, key, headers and fields, or a record of the error. */
@NullMarked
package io.tdconnect.mqtt.record;

import org.jspecify.annotations.NullMarked;
