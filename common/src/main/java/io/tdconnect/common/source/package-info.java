// SPDX-License-Identifier: Apache-2.0
/** Shared parts of sources: reading on a thread, handing records over to a task, and splitting work over tasks. */
@NullMarked
package io.tdconnect.common.source;

import org.jspecify.annotations.NullMarked;
