// SPDX-License-Identifier: Apache-2.0
/** The demonstration behind {@code bin/quickstart}. */
@NullMarked
package io.tdconnect.testing.quickstart;

import org.jspecify.annotations.NullMarked;
