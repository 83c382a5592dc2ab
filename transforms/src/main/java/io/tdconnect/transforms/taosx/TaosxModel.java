// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.taosx;

import io.tdconnect.common.template.Variables;
import io.tdconnect.expression.Expression;
import io.tdconnect.transforms.table.TableRouting;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table that a parser document describes.
 *
 * @param routing names of database, supertable, subtable, tags and timestamp
 * @param rows puts fields into the order of the table
 * @param blank replaces a missing value in a name; null to refuse the row
 * @param expressions behind variables of names
 */
record TaosxModel(
        TableRouting routing, TaosxColumns rows, @Nullable String blank, Map<String, Expression> expressions) {
    Variables variables(Variables ofRow, Object row) {
        if (blank == null && expressions.isEmpty()) {
            return ofRow;
        }
        return name -> {
            Expression expression = expressions.get(name);
            Object value = expression == null ? ofRow.value(name) : expression.value(row);
            return value == null ? blank : value;
        };
    }
}
