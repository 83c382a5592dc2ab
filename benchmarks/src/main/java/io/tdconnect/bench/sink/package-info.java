// SPDX-License-Identifier: Apache-2.0
/** The TDengine sink against a sink that discards, and its heap over time. */
@NullMarked
package io.tdconnect.bench.sink;

import org.jspecify.annotations.NullMarked;
