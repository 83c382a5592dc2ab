// SPDX-License-Identifier: Apache-2.0
/** All connectors at once while servers and connections fail. */
@NullMarked
package io.tdconnect.bench.soak;

import org.jspecify.annotations.NullMarked;
