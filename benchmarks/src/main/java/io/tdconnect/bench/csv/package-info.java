// SPDX-License-Identifier: Apache-2.0
/** The CSV source against a bare reader. */
@NullMarked
package io.tdconnect.bench.csv;

import org.jspecify.annotations.NullMarked;
