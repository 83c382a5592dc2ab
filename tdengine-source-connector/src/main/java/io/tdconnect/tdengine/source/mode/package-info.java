// SPDX-License-Identifier: Apache-2.0
/** What the connector and its tasks know of a way of reading, and the options that choose one. */
@NullMarked
package io.tdconnect.tdengine.source.mode;

import org.jspecify.annotations.NullMarked;
