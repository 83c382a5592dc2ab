// SPDX-License-Identifier: Apache-2.0
/** Payloads become values. */
@NullMarked
package io.tdconnect.mqtt.payload;

import org.jspecify.annotations.NullMarked;
