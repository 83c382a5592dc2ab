// SPDX-License-Identifier: Apache-2.0
/** Tables and columns of points, from options, points files and table configurations of taosX. */
@NullMarked
package io.tdconnect.opcua.layout;

import org.jspecify.annotations.NullMarked;
