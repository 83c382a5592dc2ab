// SPDX-License-Identifier: Apache-2.0
/** A way of reading as the connector and its tasks use it, and the options that choose one. */
@NullMarked
package io.tdconnect.tdengine.source.mode;

import org.jspecify.annotations.NullMarked;
