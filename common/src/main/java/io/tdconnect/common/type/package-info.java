// SPDX-License-Identifier: Apache-2.0
/** The types of columns, and the one answer to what a value becomes as each of them. */
@NullMarked
package io.tdconnect.common.type;

import org.jspecify.annotations.NullMarked;
