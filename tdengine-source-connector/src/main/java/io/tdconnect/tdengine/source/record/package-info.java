// SPDX-License-Identifier: Apache-2.0
/** Converts rows to records of Kafka: schemas, values, topics, headers. */
@NullMarked
package io.tdconnect.tdengine.source.record;

import org.jspecify.annotations.NullMarked;
