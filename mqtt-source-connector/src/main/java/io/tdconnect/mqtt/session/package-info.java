// SPDX-License-Identifier: Apache-2.0
/** Sessions with an MQTT broker by Paho, of both protocol versions. */
@NullMarked
package io.tdconnect.mqtt.session;

import org.jspecify.annotations.NullMarked;
