// SPDX-License-Identifier: Apache-2.0
/** Rows of a record, and how transforms change them. */
@NullMarked
package io.tdconnect.transforms.row;

import org.jspecify.annotations.NullMarked;
