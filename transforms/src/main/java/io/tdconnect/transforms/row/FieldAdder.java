// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.row;

/** Adds fields to rows, made from the fields they have; not for use by several threads. */
@FunctionalInterface
public interface FieldAdder {
    /**
     * Adds fields to the copy of a row; one of a name that the row has takes its place.
     *
     * @param row a Struct or Map
     * @param copy holds the fields of the row
     * @return whether the row is kept
     * @throws org.apache.kafka.connect.errors.DataException if the row does not have what the rule needs
     */
    boolean add(Object row, RowBuilder copy);
}
