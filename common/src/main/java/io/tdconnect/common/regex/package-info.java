// SPDX-License-Identifier: Apache-2.0
/** Regular expressions of options, which meet text that devices and servers choose. */
@NullMarked
package io.tdconnect.common.regex;

import org.jspecify.annotations.NullMarked;
