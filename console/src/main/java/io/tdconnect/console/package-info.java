// SPDX-License-Identifier: Apache-2.0
/** A web console for tasks of a Connect cluster: an extension of a worker, or a program of its own. */
@NullMarked
package io.tdconnect.console;

import org.jspecify.annotations.NullMarked;
