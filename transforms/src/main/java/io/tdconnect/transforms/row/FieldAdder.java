// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

/** Adds fields to rows, computed from their other fields; not for use by several threads. */
@FunctionalInterface
public interface FieldAdder {
    /**
     * Adds fields to the copy of a row; they replace fields of the same name.
     *
     * @param row a Struct or Map
     * @param copy contains the fields of the row
     * @return whether the row is kept
     * @throws org.apache.kafka.connect.errors.DataException if the row lacks a required value
     */
    boolean addFields(Object row, RowBuilder copy);
}
