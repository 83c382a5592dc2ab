// SPDX-License-Identifier: Apache-2.0
/** Reads CSV files. */
@NullMarked
package io.tdconnect.csv;

import org.jspecify.annotations.NullMarked;
