// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import io.tdconnect.common.template.Variables;
import org.jspecify.annotations.Nullable;

/**
 * A table that a parser document describes.
 *
 * @param routing names of database, supertable, subtable, tags and timestamp
 * @param rows puts fields into the order of the table
 * @param blank what stands in a name for a value that a row lacks, null to refuse the row
 */
record TaosxModel(
        TableRouting routing, RowMapper rows, @Nullable String blank) {
    Variables variables(Variables ofRow) {
        return blank == null
                ? ofRow
                : name -> {
                    Object value = ofRow.value(name);
                    return value == null ? blank : value;
                };
    }
}
