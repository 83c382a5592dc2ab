// SPDX-License-Identifier: Apache-2.0
/** Samples from servers, topics and files; what a task would make of them. */
@NullMarked
package io.tdconnect.console.sample;

import org.jspecify.annotations.NullMarked;
