// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.config;

/** What the values of records are. */
public enum ValueFormat {
    /** Structs, Maps, or lists of them. */
    ROW,
    /** Text in the InfluxDB line protocol with TDengine's types. */
    LINE,
    /** Text in the OpenTSDB telnet protocol. */
    TELNET,
    /** Text in the OpenTSDB JSON format. */
    JSON
}
