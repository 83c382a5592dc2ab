// SPDX-License-Identifier: Apache-2.0
/** Runs a source, transforms and a sink in one process by the contracts of Kafka Connect. */
@NullMarked
package io.tdconnect.engine;

import org.jspecify.annotations.NullMarked;
