// SPDX-License-Identifier: Apache-2.0
/** JSON text, written without a generator. */
@NullMarked
package io.tdconnect.common.json;

import org.jspecify.annotations.NullMarked;
