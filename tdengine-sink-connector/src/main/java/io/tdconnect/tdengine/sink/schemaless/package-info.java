// SPDX-License-Identifier: Apache-2.0
/**
 * Text in InfluxDB line protocol and in OpenTSDB's telnet and JSON formats becomes rows, with the names of TDengine's own
 * schemaless writing.
 */
@NullMarked
package io.tdconnect.tdengine.sink.schemaless;

import org.jspecify.annotations.NullMarked;
