// SPDX-License-Identifier: Apache-2.0
/** The TDengine source connector. */
@NullMarked
package io.tdconnect.tdengine.source;

import org.jspecify.annotations.NullMarked;
