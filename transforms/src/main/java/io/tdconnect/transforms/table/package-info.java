// SPDX-License-Identifier: Apache-2.0
/** Rows are mapped to tables of TDengine. */
@NullMarked
package io.tdconnect.transforms.table;

import org.jspecify.annotations.NullMarked;
