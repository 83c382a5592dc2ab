// SPDX-License-Identifier: Apache-2.0
/** How soon the web console is drawn. */
@NullMarked
package io.tdconnect.bench.console;

import org.jspecify.annotations.NullMarked;
