// SPDX-License-Identifier: Apache-2.0
/** What changes rows: INSERT, prepared statements, schemaless data and DELETE. */
@NullMarked
package io.tdconnect.emulator.engine.write;

import org.jspecify.annotations.NullMarked;
