// SPDX-License-Identifier: Apache-2.0
/** Systems that are fed with numbered rows, each with its source. */
@NullMarked
package io.tdconnect.bench.flow;

import org.jspecify.annotations.NullMarked;
