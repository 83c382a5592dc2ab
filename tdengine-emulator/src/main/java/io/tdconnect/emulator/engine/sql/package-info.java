// SPDX-License-Identifier: Apache-2.0
/** The text of SQL: words, statements and expressions, with no knowledge of tables. */
@NullMarked
package io.tdconnect.emulator.engine.sql;

import org.jspecify.annotations.NullMarked;
