// SPDX-License-Identifier: Apache-2.0
/** JSONPaths that name several places of a row. */
@NullMarked
package io.tdconnect.transforms.path;

import org.jspecify.annotations.NullMarked;
