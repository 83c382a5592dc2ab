// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

/** How an {@link OpcUaTestServer} answers requests for history. */
public enum HistoryAnswers {
    /** With what it has. */
    ALL,
    /** Only those that ask for no server time. */
    SOURCE_TIME_ONLY,
    /** With a fault in place of results, as servers without history do. */
    FAULT
}
