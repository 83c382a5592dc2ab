// SPDX-License-Identifier: Apache-2.0
/** Messages of a topic become records, with what the server knows of their tables. */
@NullMarked
package io.tdconnect.tdengine.source.message;

import org.jspecify.annotations.NullMarked;
