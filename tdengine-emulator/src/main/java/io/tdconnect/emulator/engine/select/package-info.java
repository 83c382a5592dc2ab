// SPDX-License-Identifier: Apache-2.0
/** Runs queries: names, functions, aggregates, groups and order. */
@NullMarked
package io.tdconnect.emulator.engine.select;

import org.jspecify.annotations.NullMarked;
