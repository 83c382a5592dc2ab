// SPDX-License-Identifier: Apache-2.0
/** Reading by queries, window by window. */
@NullMarked
package io.tdconnect.tdengine.source.query;

import org.jspecify.annotations.NullMarked;
