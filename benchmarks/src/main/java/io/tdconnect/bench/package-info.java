// SPDX-License-Identifier: Apache-2.0
/** Measurements of the packaged plugins; {@code bin/bench} lists and runs them. */
@NullMarked
package io.tdconnect.bench;

import org.jspecify.annotations.NullMarked;
