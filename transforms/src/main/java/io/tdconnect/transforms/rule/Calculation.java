// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.rule;

import io.tdconnect.transforms.row.Row;

/** Computes the value of a field; not for use by several threads. */
@FunctionalInterface
interface Calculation {
    /**
     * The value with its schema, which may be null if the type is unknown.
     *
     * @param row a Struct or Map
     * @throws org.apache.kafka.connect.errors.DataException if the row lacks a required value
     */
    Row value(Object row);
}
