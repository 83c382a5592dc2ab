// SPDX-License-Identifier: Apache-2.0
/** Batches of bound rows are written to TDengine by prepared statements or SQL text; bad rows are found by halving. */
@NullMarked
package io.tdconnect.tdengine.sink.write;

import org.jspecify.annotations.NullMarked;
