// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** States in a schema the column type of a field that does not follow from the schema itself. */
public final class DeclaredType {
    /** Parameter of the schema: a type of TDengine such as {@code NCHAR(20)} or {@code INT UNSIGNED}. */
    public static final String PARAMETER = "td.type";

    private DeclaredType() {}

    /** An optional schema of a primitive type that states a column type. */
    public static Schema schema(Schema.Type type, String column) {
        return SchemaBuilder.type(type).optional().parameter(PARAMETER, column).build();
    }

    /** The column type that a schema states, null if it states none. */
    public static @Nullable String of(Schema schema) {
        return schema.parameters() == null ? null : schema.parameters().get(PARAMETER);
    }
}
