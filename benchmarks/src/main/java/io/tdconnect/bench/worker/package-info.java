// SPDX-License-Identifier: Apache-2.0
/** What a worker uses for connectors: many of them, and the same ones after many restarts. */
@NullMarked
package io.tdconnect.bench.worker;

import org.jspecify.annotations.NullMarked;
