// SPDX-License-Identifier: Apache-2.0
/** Metadata events of the TDengine source become SQL statements that repeat them. */
@NullMarked
package io.tdconnect.tdengine.sink.metadata;

import org.jspecify.annotations.NullMarked;
