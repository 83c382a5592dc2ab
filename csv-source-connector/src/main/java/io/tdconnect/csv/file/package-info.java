// SPDX-License-Identifier: Apache-2.0
/** Files: which ones, their identity, positions in them, and what happens when they are read. */
@NullMarked
package io.tdconnect.csv.file;

import org.jspecify.annotations.NullMarked;
