// SPDX-License-Identifier: Apache-2.0
/** How long a row takes from its system to TDengine. */
@NullMarked
package io.tdconnect.bench.latency;

import org.jspecify.annotations.NullMarked;
