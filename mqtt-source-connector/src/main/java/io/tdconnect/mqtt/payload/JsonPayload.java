// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.mqtt.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.tdconnect.mqtt.message.BadMessageException;
import io.tdconnect.mqtt.message.MqttMessage;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON: a value for each document and for each element of an array at the top.
 *
 * <p>Whole numbers are Long, those beyond 64 bits the text that was sent, since JsonConverter writes no larger ones.
 */
public final class JsonPayload implements PayloadReader {
    private static final int MAX_DEPTH = 100;
    private static final int SHOWN = 200;

    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            // Names of fields come from outside: interned ones would stay for the life of the process.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

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
        Object value = value(parser, token);
        if (value == null) {
            throw new BadMessageException("expected a JSON object or another value, found null");
        }
        return new SchemaAndValue(null, value);
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException, BadMessageException {
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> whole(parser);
            case VALUE_NUMBER_FLOAT -> real(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException, BadMessageException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            int before = fields.size();
            fields.put(name, value(parser, parser.nextToken()));
            if (fields.size() == before) {
                throw twice(parser);
            }
        }
        return fields;
    }

    private static BadMessageException twice(JsonParser parser) {
        String path = parser.getParsingContext().pathAsPointer().toString();
        return new BadMessageException("expected each field of an object once, found "
                + path.substring(0, Math.min(path.length(), SHOWN)) + " twice, of which one would be lost");
    }

    private static List<@Nullable Object> array(JsonParser parser) throws IOException, BadMessageException {
        List<@Nullable Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return elements;
    }

    private static Object whole(JsonParser parser) throws IOException {
        return parser.getNumberType() == NumberType.BIG_INTEGER ? parser.getText() : (Object) parser.getLongValue();
    }

    private static Object real(JsonParser parser) throws IOException, BadMessageException {
        double number = parser.getDoubleValue();
        if (!Double.isFinite(number)) {
            throw new BadMessageException("expected JSON numbers in the range of a double, found a larger one");
        }
        return number;
    }
}
