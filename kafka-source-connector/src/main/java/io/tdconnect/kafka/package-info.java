// SPDX-License-Identifier: Apache-2.0
/** Reads topics of another Kafka cluster. */
@NullMarked
package io.tdconnect.kafka;

import org.jspecify.annotations.NullMarked;
