// SPDX-License-Identifier: Apache-2.0
/** The source connector for topics of any Kafka cluster. */
@NullMarked
package io.tdconnect.kafka;

import org.jspecify.annotations.NullMarked;
