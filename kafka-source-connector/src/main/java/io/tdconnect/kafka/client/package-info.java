// SPDX-License-Identifier: Apache-2.0
/** Connections to a Kafka cluster: options, TLS, and failures with the option to change. */
@NullMarked
package io.tdconnect.kafka.client;

import org.jspecify.annotations.NullMarked;
