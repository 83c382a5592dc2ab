// SPDX-License-Identifier: Apache-2.0
/** Subscription to TDengine topics over the gateway's {@code /rest/tmq}. */
@NullMarked
package io.tdconnect.tdengine.tmq;

import org.jspecify.annotations.NullMarked;
