// SPDX-License-Identifier: Apache-2.0
/** What changes definitions: CREATE, ALTER and DROP. */
@NullMarked
package io.tdconnect.emulator.engine.definition;

import org.jspecify.annotations.NullMarked;
