// SPDX-License-Identifier: Apache-2.0
/** Kafka Connect sink that writes rows to TDengine by prepared statements. */
@NullMarked
package io.tdconnect.tdengine.sink;

import org.jspecify.annotations.NullMarked;
