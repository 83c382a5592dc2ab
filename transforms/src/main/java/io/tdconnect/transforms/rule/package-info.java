// SPDX-License-Identifier: Apache-2.0
/** Rules of single transforms: expressions, filters, constants. */
@NullMarked
package io.tdconnect.transforms.rule;

import org.jspecify.annotations.NullMarked;
