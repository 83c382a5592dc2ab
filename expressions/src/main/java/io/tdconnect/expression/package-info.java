// SPDX-License-Identifier: Apache-2.0
/** Expressions over the fields of a row: JEXL's grammar, and nothing but fields, operators and the functions listed here. */
@NullMarked
package io.tdconnect.expression;

import org.jspecify.annotations.NullMarked;
