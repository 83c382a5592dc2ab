// SPDX-License-Identifier: Apache-2.0
/** Tasks: a source and a sink with their state, figures, events and configurations. */
@NullMarked
package io.tdconnect.console.task;

import org.jspecify.annotations.NullMarked;
