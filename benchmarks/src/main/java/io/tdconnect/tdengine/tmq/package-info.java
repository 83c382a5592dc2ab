// SPDX-License-Identifier: Apache-2.0
/** Access for benchmarks to the subscription client's decoder. */
@NullMarked
package io.tdconnect.tdengine.tmq;

import org.jspecify.annotations.NullMarked;
