// SPDX-License-Identifier: Apache-2.0
/** Where the rows of a copy have to be. */
@NullMarked
package io.tdconnect.verify.mapping;

import org.jspecify.annotations.NullMarked;
