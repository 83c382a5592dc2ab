// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.template;

import io.tdconnect.common.type.PlainDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;

/** The text of a value within a name. */
final class PlainText {
    private PlainText() {}

    static void append(String variable, Object value, StringBuilder target) {
        if (value instanceof Long || value instanceof Integer) {
            target.append(((Number) value).longValue());
        } else if (value instanceof Number number) {
            target.append(PlainDecimal.text(number));
        } else if (value instanceof CharSequence || value instanceof Boolean) {
            target.append(value);
        } else if (value instanceof byte[] bytes) {
            target.append(utf8(variable, ByteBuffer.wrap(bytes)));
        } else if (value instanceof ByteBuffer buffer) {
            target.append(utf8(variable, buffer.duplicate()));
        } else if (value instanceof Date date) {
            target.append(date.toInstant());
        } else {
            throw new DataException("The template expects text, a number or a boolean in {" + variable + "}, found "
                    + value.getClass().getSimpleName());
        }
    }

    private static CharSequence utf8(String variable, ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes);
        } catch (CharacterCodingException e) {
            throw new DataException("The template expects text, a number or a boolean in {" + variable
                    + "}, found bytes that are not UTF-8");
        }
    }
}
