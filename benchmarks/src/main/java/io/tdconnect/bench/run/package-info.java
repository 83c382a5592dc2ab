// SPDX-License-Identifier: Apache-2.0
/** The engine without Kafka, from a source to TDengine. */
@NullMarked
package io.tdconnect.bench.run;

import org.jspecify.annotations.NullMarked;
