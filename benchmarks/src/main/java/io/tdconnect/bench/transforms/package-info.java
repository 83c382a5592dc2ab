// SPDX-License-Identifier: Apache-2.0
/** Time and memory of the transforms. */
@NullMarked
package io.tdconnect.bench.transforms;

import org.jspecify.annotations.NullMarked;
