// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.tdconnect.common.json.JsonTree;
import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MqttMessage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;

/**
 * Reads JSON: a value for each document and for each element of an array at the top.
 *
 * <p>Whole numbers become Long; those beyond 64 bits stay text, because JsonConverter writes no larger ones.
 */
public final class JsonPayload implements PayloadReader {
    private static final JsonTree VALUES = new JsonTree(JsonPayload::number, true);

    private final JsonFactory factory = JsonTree.payloads().build();

    private final TextPayload text;

    public JsonPayload(Charset charset) {
        this.text = new TextPayload(charset);
    }

    @Override
    public List<SchemaAndValue> readValues(MqttMessage message, byte[] payload) throws BadMessageException {
        List<SchemaAndValue> values = new ArrayList<>(1);
        try (JsonParser parser = open(payload)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                ProducerLimit.checkCount(values.size() + 1);
                if (token != JsonToken.START_ARRAY) {
                    values.add(document(parser, token));
                    continue;
                }
                for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                    values.add(document(parser, token));
                    ProducerLimit.checkCount(values.size());
                }
            }
        } catch (DataException e) {
            throw new BadMessageException(String.valueOf(e.getMessage()));
        } catch (JsonProcessingException e) {
            throw new BadMessageException("expected JSON, found something else " + place(e));
        } catch (IOException e) {
            throw new BadMessageException("expected JSON in " + text.charset().name() + ", found something else");
        }
        return values;
    }

    private JsonParser open(byte[] payload) throws IOException, BadMessageException {
        return text.charset().equals(StandardCharsets.UTF_8)
                ? factory.createParser(payload)
                : factory.createParser(text.decode(payload));
    }

    /** Without the message of the exception, which quotes the payload. */
    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? "at an unknown place"
                : "at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static SchemaAndValue document(JsonParser parser, JsonToken token) throws IOException, BadMessageException {
        Object value = VALUES.value(parser, token);
        if (value == null) {
            throw new BadMessageException("expected a JSON object or another value, found null");
        }
        return new SchemaAndValue(null, value);
    }

    private static Object number(JsonParser parser, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.getNumberType() == NumberType.BIG_INTEGER ? parser.getText() : (Object) parser.getLongValue();
        }
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw new DataException("expected JSON numbers in the range of a double, found a larger one");
        }
        return number;
    }
}
