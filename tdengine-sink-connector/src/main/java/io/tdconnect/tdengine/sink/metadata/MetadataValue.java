// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine.sink.metadata;

import io.tdconnect.common.type.PlainDecimal;
import io.tdconnect.tdengine.Column;
import io.tdconnect.tdengine.ColumnType;
import io.tdconnect.tdengine.sink.table.SqlLiteral;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes values of tags as metadata events tell them as SQL. */
final class MetadataValue {
    private static final Pattern HEX = Pattern.compile("\\\\x(?:[0-9a-fA-F]{2})*");
    private static final Column TEXT = new Column("value", ColumnType.VARCHAR, 0);

    private MetadataValue() {}

    /** @param text with or without double quotes around it */
    static String quoted(@Nullable ColumnType type, String text) {
        boolean quotes = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") && type == null;
        String plain = quotes ? text.substring(1, text.length() - 1) : text;
        boolean binary = type == ColumnType.VARBINARY || (type == null && !quotes);
        if (binary && HEX.matcher(plain).matches()) {
            return '\'' + plain + '\'';
        }
        StringBuilder sql = new StringBuilder();
        SqlLiteral.append(sql, TEXT, plain.getBytes(StandardCharsets.UTF_8));
        return sql.toString();
    }

    /** The server writes whole numbers as doubles, too. */
    static String number(@Nullable ColumnType type, double value) {
        boolean fraction = type == ColumnType.FLOAT || type == ColumnType.DOUBLE || value != Math.rint(value);
        return fraction ? Double.toString(value) : PlainDecimal.text(new BigDecimal(value));
    }
}
