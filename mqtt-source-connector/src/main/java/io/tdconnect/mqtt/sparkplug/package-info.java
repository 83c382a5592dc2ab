// SPDX-License-Identifier: Apache-2.0
/** Payloads of Sparkplug B, with the names and types that births define. */
@NullMarked
package io.tdconnect.mqtt.sparkplug;

import org.jspecify.annotations.NullMarked;
