// SPDX-License-Identifier: Apache-2.0
/** Requests to HTTP servers of others: the options of a connection, streamed answers, and what their failures mean. */
@NullMarked
package io.tdconnect.common.http;

import org.jspecify.annotations.NullMarked;
