// SPDX-License-Identifier: Apache-2.0
/** Measurements behind {@code bin/bench}: ratios taken in one run, never assertions. */
@NullMarked
package io.tdconnect.bench;

import org.jspecify.annotations.NullMarked;
