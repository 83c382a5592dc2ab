// SPDX-License-Identifier: Apache-2.0
/** Workers, their plugins, and what is wrong with those. */
@NullMarked
package io.tdconnect.console.plugin;

import org.jspecify.annotations.NullMarked;
