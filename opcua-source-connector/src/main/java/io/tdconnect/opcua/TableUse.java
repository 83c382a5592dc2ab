// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

/**
 * How a point uses its table.
 *
 * @param shared whether other points fill other columns of it
 * @param suffix what the name of the table gets at its end, since another point has the same column of it; else empty
 */
record TableUse(boolean shared, String suffix) {}
