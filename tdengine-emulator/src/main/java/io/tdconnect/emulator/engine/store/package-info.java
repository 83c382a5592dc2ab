// SPDX-License-Identifier: Apache-2.0
/** Databases, tables and their rows, and the logs that record their changes. */
@NullMarked
package io.tdconnect.emulator.engine.store;

import org.jspecify.annotations.NullMarked;
