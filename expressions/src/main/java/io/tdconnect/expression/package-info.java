// SPDX-License-Identifier: Apache-2.0
/** Expressions over the fields of a row: JEXL's grammar, restricted to fields, operators and the functions listed here. */
@NullMarked
package io.tdconnect.expression;

import org.jspecify.annotations.NullMarked;
