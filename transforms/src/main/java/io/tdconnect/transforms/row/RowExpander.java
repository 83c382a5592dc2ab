// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

/** Makes any number of rows of one; not for use by several threads. */
@FunctionalInterface
public interface RowExpander {
    /**
     * Adds the rows that a row becomes.
     *
     * @param row a Struct or Map
     * @throws org.apache.kafka.connect.errors.DataException if the row does not have what the rule needs, or makes too
     *     many cells
     */
    void add(Object row, ExpandedRows rows);
}
