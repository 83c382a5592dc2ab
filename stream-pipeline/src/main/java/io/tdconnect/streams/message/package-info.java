// SPDX-License-Identifier: Apache-2.0
/** Messages of input topics, what happens to bad ones, and the metrics of a pipeline. */
@NullMarked
package io.tdconnect.streams.message;

import org.jspecify.annotations.NullMarked;
