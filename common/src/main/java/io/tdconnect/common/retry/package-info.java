// SPDX-License-Identifier: Apache-2.0
/** Retrying a passing fault with back-off and a deadline. */
@NullMarked
package io.tdconnect.common.retry;

import org.jspecify.annotations.NullMarked;
