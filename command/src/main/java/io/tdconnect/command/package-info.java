// SPDX-License-Identifier: Apache-2.0
/** The subcommands of tdconnect. */
@NullMarked
package io.tdconnect.command;

import org.jspecify.annotations.NullMarked;
