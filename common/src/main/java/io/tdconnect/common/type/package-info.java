// SPDX-License-Identifier: Apache-2.0
/** The types of columns, and the conversion of values to them. */
@NullMarked
package io.tdconnect.common.type;

import org.jspecify.annotations.NullMarked;
