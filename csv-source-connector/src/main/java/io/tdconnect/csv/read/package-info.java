// SPDX-License-Identifier: Apache-2.0
/** Reading the files of a task. */
@NullMarked
package io.tdconnect.csv.read;

import org.jspecify.annotations.NullMarked;
