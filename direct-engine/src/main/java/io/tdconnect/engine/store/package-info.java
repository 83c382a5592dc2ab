// SPDX-License-Identifier: Apache-2.0
/** The files of a task: positions in the source and records that could not be written. */
@NullMarked
package io.tdconnect.engine.store;

import org.jspecify.annotations.NullMarked;
