// SPDX-License-Identifier: Apache-2.0
/** Warnings of the log of this process. */
@NullMarked
package io.tdconnect.console.log;

import org.jspecify.annotations.NullMarked;
