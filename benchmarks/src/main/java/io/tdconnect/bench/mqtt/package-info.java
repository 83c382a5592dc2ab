// SPDX-License-Identifier: Apache-2.0
/** The MQTT source against a bare client. */
@NullMarked
package io.tdconnect.bench.mqtt;

import org.jspecify.annotations.NullMarked;
