// SPDX-License-Identifier: Apache-2.0
/** Code that every plugin of the suite needs. */
@NullMarked
package io.tdconnect.common;

import org.jspecify.annotations.NullMarked;
