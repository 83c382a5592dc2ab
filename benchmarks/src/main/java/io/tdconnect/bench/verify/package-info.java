// SPDX-License-Identifier: Apache-2.0
/** How fast copies are compared. */
@NullMarked
package io.tdconnect.bench.verify;

import org.jspecify.annotations.NullMarked;
