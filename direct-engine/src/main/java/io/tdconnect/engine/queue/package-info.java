// SPDX-License-Identifier: Apache-2.0
/** The queue on disk between source and sink. */
@NullMarked
package io.tdconnect.engine.queue;

import org.jspecify.annotations.NullMarked;
