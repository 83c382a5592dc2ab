// SPDX-License-Identifier: Apache-2.0
/** Fields that options choose or make. */
@NullMarked
package io.tdconnect.transforms.field;

import org.jspecify.annotations.NullMarked;
