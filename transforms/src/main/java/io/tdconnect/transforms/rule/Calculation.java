// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.rule;

import io.tdconnect.transforms.row.Row;

/** Where the value of a computed field comes from; not for use by several threads. */
@FunctionalInterface
interface Calculation {
    /**
     * The value with its schema, which may be null if the type is unknown.
     *
     * @param row a Struct or Map
     * @throws org.apache.kafka.connect.errors.DataException if the row does not have what is needed
     */
    Row value(Object row);
}
