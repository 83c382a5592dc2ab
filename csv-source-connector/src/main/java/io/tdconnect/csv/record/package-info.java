// SPDX-License-Identifier: Apache-2.0
/** Records made of rows. */
@NullMarked
package io.tdconnect.csv.record;

import org.jspecify.annotations.NullMarked;
