// SPDX-License-Identifier: Apache-2.0
/** Regular expressions in options, for text that devices and servers choose. */
@NullMarked
package io.tdconnect.common.regex;

import org.jspecify.annotations.NullMarked;
