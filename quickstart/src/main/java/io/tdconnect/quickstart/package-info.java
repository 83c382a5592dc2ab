// SPDX-License-Identifier: Apache-2.0
/** The demonstration behind {@code bin/quickstart}. */
@NullMarked
package io.tdconnect.quickstart;

import org.jspecify.annotations.NullMarked;
