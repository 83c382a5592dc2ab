// SPDX-License-Identifier: Apache-2.0
/** What can be wrong with a record, and what happens to the record then. */
@NullMarked
package io.tdconnect.tdengine.sink.fault;

import org.jspecify.annotations.NullMarked;
