// SPDX-License-Identifier: Apache-2.0
/** The TDengine source against clients that read and discard. */
@NullMarked
package io.tdconnect.bench.source;

import org.jspecify.annotations.NullMarked;
