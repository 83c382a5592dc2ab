// SPDX-License-Identifier: Apache-2.0
/** The stream pipeline: a Kafka Streams application that turns messages into rows, one record for each row. */
@NullMarked
package io.tdconnect.streams;

import org.jspecify.annotations.NullMarked;
