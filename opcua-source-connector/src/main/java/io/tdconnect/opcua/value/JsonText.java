// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.value;

import io.tdconnect.common.json.JsonBytes;
import io.tdconnect.common.json.ValueJson;
import io.tdconnect.common.time.Timestamp;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Values as JSON: times as ISO-8601 text, bytes in Base64, NaN and infinity as text. */
public final class JsonText {
    private JsonText() {}

    /** The text of a value that {@link UaValues#plain} has made. */
    public static String of(@Nullable Object plain) {
        return new ValueJson(JsonText::writeOther, Integer.MAX_VALUE).text(plain);
    }

    private static void writeOther(JsonBytes json, @Nullable Schema schema, Object value) {
        if (value instanceof Double number) {
            json.addNumber(number.doubleValue());
        } else if (value instanceof Float number) {
            json.addNumber(number.floatValue());
        } else if (value instanceof Number) {
            json.addPlain(value.toString());
        } else {
            json.addText(value instanceof Timestamp time ? time.instant().toString() : value.toString());
        }
    }
}
