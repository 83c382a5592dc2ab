// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import java.util.Map;

/** What Connect stores for a batch of records: source partition and source offset. */
record Position(Map<String, String> partition, Map<String, Object> offset) {}
