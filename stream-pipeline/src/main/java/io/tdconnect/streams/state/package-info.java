// SPDX-License-Identifier: Apache-2.0
/** Steps that remember rows of a subtable: deduplication, report by exception, downsampling. */
@NullMarked
package io.tdconnect.streams.state;

import org.jspecify.annotations.NullMarked;
