// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing.opcua;

/** How an {@link OpcUaTestServer} answers requests for history. */
public enum HistoryAnswers {
    /** With all its values. */
    ALL,
    /** Only requests that do not ask for the server time. */
    SOURCE_TIME_ONLY,
    /** Without values, and with a continuation point each time. */
    EMPTY_FOR_EVER,
    /** With the first page, and with a continuation point each time. */
    FIRST_PAGE_FOR_EVER,
    /** With a fault in place of results, as servers without history do. */
    FAULT
}
