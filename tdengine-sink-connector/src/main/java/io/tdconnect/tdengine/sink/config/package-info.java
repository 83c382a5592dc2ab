// SPDX-License-Identifier: Apache-2.0
/** The options of the sink: a record for each group, which defines and reads its options. */
@NullMarked
package io.tdconnect.tdengine.sink.config;

import org.jspecify.annotations.NullMarked;
