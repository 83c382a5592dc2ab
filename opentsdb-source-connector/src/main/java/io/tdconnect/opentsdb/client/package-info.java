// SPDX-License-Identifier: Apache-2.0
/** The HTTP interface of OpenTSDB 2.x: requests, answers and failures. */
@NullMarked
package io.tdconnect.opentsdb.client;

import org.jspecify.annotations.NullMarked;
