// SPDX-License-Identifier: Apache-2.0
/** The stream pipeline: a Kafka Streams application that makes rows of messages, one record a row. */
@NullMarked
package io.tdconnect.streams;

import org.jspecify.annotations.NullMarked;
