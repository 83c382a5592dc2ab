// SPDX-License-Identifier: Apache-2.0
/** Values of JSON and short decimals as fields have them. */
@NullMarked
package io.tdconnect.transforms.type;

import org.jspecify.annotations.NullMarked;
