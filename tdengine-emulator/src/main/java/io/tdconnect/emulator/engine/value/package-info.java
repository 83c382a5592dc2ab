// SPDX-License-Identifier: Apache-2.0
/** Types, cells and their bytes on the wire; what a statement answers. */
@NullMarked
package io.tdconnect.emulator.engine.value;

import org.jspecify.annotations.NullMarked;
