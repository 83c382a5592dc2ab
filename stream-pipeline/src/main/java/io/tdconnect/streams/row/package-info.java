// SPDX-License-Identifier: Apache-2.0
/** From a message to rows: values, stages, headers, topics and keys. */
@NullMarked
package io.tdconnect.streams.row;

import org.jspecify.annotations.NullMarked;
