// SPDX-License-Identifier: Apache-2.0
/** Compares the contents of two databases. */
@NullMarked
package io.tdconnect.verify;

import org.jspecify.annotations.NullMarked;
