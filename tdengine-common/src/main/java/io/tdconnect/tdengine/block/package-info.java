// SPDX-License-Identifier: Apache-2.0
/** Blocks of rows as the gateway sends them, decoded column by column. */
@NullMarked
package io.tdconnect.tdengine.block;

import org.jspecify.annotations.NullMarked;
