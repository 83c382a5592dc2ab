// SPDX-License-Identifier: Apache-2.0
/** How CSV text is divided into rows. */
@NullMarked
package io.tdconnect.csv.format;

import org.jspecify.annotations.NullMarked;
