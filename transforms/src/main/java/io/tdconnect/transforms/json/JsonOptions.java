// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.json;

import io.tdconnect.transforms.field.FieldList;
import io.tdconnect.transforms.row.MissingField;
import io.tdconnect.transforms.row.Nesting;
import io.tdconnect.transforms.row.RowSchema;

/**
 * How JSON becomes rows.
 *
 * @param schema whether rows are Structs or Maps
 * @param nesting what becomes of objects and arrays inside of a row
 * @param delimiter between the names of a path, where one becomes the name of a field
 * @param fields the fields of a row
 * @param missing what happens if a row lacks one of them
 */
public record JsonOptions(RowSchema schema, Nesting nesting, String delimiter, FieldList fields, MissingField missing) {
    /** Option of the fields. */
    public static final String FIELDS = "fields";
}
