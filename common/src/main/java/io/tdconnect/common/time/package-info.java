// SPDX-License-Identifier: Apache-2.0
/** Timestamps that keep every digit down to the nanosecond. */
@NullMarked
package io.tdconnect.common.time;

import org.jspecify.annotations.NullMarked;
