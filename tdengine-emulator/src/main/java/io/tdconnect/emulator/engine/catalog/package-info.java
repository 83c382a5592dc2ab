// SPDX-License-Identifier: Apache-2.0
/** All databases and topics, and the statements and system tables that describe them. */
@NullMarked
package io.tdconnect.emulator.engine.catalog;

import org.jspecify.annotations.NullMarked;
