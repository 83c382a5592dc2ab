// SPDX-License-Identifier: Apache-2.0
/** JSON documents become rows. */
@NullMarked
package io.tdconnect.transforms.json;

import org.jspecify.annotations.NullMarked;
