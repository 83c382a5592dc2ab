// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import org.jspecify.annotations.Nullable;

/** One step of the part {@code mutate} of a parser document. */
@FunctionalInterface
interface TaosxStep {
    /**
     * Changes or drops a row.
     *
     * @param row a Struct or Map
     * @return the same or another row; null to drop it
     * @throws org.apache.kafka.connect.errors.DataException if the step fails on it
     */
    @Nullable
    Object apply(Object row);
}
