// SPDX-License-Identifier: Apache-2.0
/** Records of points. */
@NullMarked
package io.tdconnect.opentsdb.record;

import org.jspecify.annotations.NullMarked;
