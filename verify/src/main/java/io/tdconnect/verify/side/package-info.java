// SPDX-License-Identifier: Apache-2.0
/** The two servers of a comparison. */
@NullMarked
package io.tdconnect.verify.side;

import org.jspecify.annotations.NullMarked;
