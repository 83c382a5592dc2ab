// SPDX-License-Identifier: Apache-2.0
/** What fails and is tried again. */
@NullMarked
package io.tdconnect.engine.errors;

import org.jspecify.annotations.NullMarked;
