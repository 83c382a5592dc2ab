// SPDX-License-Identifier: Apache-2.0
/** Records that a sink has set aside. */
@NullMarked
package io.tdconnect.console.letter;

import org.jspecify.annotations.NullMarked;
