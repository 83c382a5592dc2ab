// SPDX-License-Identifier: Apache-2.0
/** Reads metrics of OpenTSDB. */
@NullMarked
package io.tdconnect.opentsdb;

import org.jspecify.annotations.NullMarked;
