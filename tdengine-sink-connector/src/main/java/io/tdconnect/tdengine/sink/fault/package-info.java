// SPDX-License-Identifier: Apache-2.0
/** The faults of records, and the policies for them. */
@NullMarked
package io.tdconnect.tdengine.sink.fault;

import org.jspecify.annotations.NullMarked;
