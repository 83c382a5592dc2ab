// SPDX-License-Identifier: Apache-2.0
/** Converts tasks of taosX to configurations of connectors. */
@NullMarked
package io.tdconnect.taosx;

import org.jspecify.annotations.NullMarked;
