// SPDX-License-Identifier: Apache-2.0
/** Random inputs for everything that reads what comes from outside. */
@NullMarked
package io.tdconnect.bench.fuzz;

import org.jspecify.annotations.NullMarked;
