// SPDX-License-Identifier: Apache-2.0
/** Converts messages of a topic to records, with the tags and supertables of their tables. */
@NullMarked
package io.tdconnect.tdengine.source.message;

import org.jspecify.annotations.NullMarked;
