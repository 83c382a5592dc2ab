// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink;

import org.apache.kafka.connect.sink.SinkRecord;

/** A record that cannot be written, and why. */
record BadRecord(SinkRecord entry, Exception reason) {}
