// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

/** Makes any number of rows of one row; not for use by several threads. */
@FunctionalInterface
public interface RowExpander {
    /**
     * Adds the rows made of a row.
     *
     * @param row a Struct or Map
     * @throws org.apache.kafka.connect.errors.DataException if the row lacks a required value, or makes too many cells
     */
    void addRows(Object row, ExpandedRows rows);
}
