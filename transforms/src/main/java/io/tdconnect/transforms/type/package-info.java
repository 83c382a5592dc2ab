// SPDX-License-Identifier: Apache-2.0
/** The types that options give to fields, and the conversion of values to them. */
@NullMarked
package io.tdconnect.transforms.type;

import org.jspecify.annotations.NullMarked;
