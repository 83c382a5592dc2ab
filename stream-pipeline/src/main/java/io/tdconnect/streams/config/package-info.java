// SPDX-License-Identifier: Apache-2.0
/** The options of a pipeline, a record for each group. */
@NullMarked
package io.tdconnect.streams.config;

import org.jspecify.annotations.NullMarked;
