// SPDX-License-Identifier: Apache-2.0
/** The stream pipeline against programs that copy a topic. */
@NullMarked
package io.tdconnect.bench.streams;

import org.jspecify.annotations.NullMarked;
