// SPDX-License-Identifier: Apache-2.0
/** Parser documents of taosX. */
@NullMarked
package io.tdconnect.transforms.taosx;

import org.jspecify.annotations.NullMarked;
