// SPDX-License-Identifier: Apache-2.0
/** Tasks of taosX as configurations. */
@NullMarked
package io.tdconnect.console.taosx;

import org.jspecify.annotations.NullMarked;
