// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** The column type that a field is meant for, in its schema, where the schema alone does not tell. */
public final class DeclaredType {
    /** Parameter of the schema: a type of TDengine such as {@code NCHAR(20)} or {@code INT UNSIGNED}. */
    public static final String PARAMETER = "td.type";

    private DeclaredType() {}

    /** An optional schema of a primitive type for columns of a type. */
    public static Schema schema(Schema.Type type, String column) {
        return SchemaBuilder.type(type).optional().parameter(PARAMETER, column).build();
    }

    /** The column type of a schema, null if it has none. */
    public static @Nullable String of(Schema schema) {
        return schema.parameters() == null ? null : schema.parameters().get(PARAMETER);
    }
}
