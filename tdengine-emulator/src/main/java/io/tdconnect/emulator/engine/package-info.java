// SPDX-License-Identifier: Apache-2.0
/** The emulator's tables in memory and the SQL that works on them. */
@NullMarked
package io.tdconnect.emulator.engine;

import org.jspecify.annotations.NullMarked;
