// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams;

/** The value of a record, and its topic. */
@SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared.
record EncodedRow(String topic, byte[] value) {}
