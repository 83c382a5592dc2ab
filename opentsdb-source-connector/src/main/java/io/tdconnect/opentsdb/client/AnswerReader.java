// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opentsdb.client;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.tdconnect.common.http.HttpRequests;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads answers while they arrive, so that memory does not depend on the number of points. */
public final class AnswerReader {
    private static final int LONGEST_TEXT = 100_000;
    private static final int LONGEST_NUMBER = 400;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxNestingDepth(100)
                    .build())
            .build();

    private final JsonParser parser;

    /** Receives the points of an answer to a query, series by series. */
    public interface Points {
        /** The next points are of the series with these tags. */
        void series(Map<String, String> tags);

        /**
         * A point of the series.
         *
         * @param value a Long, or a Double, which may be no finite number
         */
        void point(long millis, Number value) throws IOException, InterruptedException;
    }

    public AnswerReader(InputStream stream) throws IOException {
        parser = JSON.createParser(stream);
    }

    /**
     * Reads the answer to a query for one metric.
     *
     * @throws IOException if it is cut off, or not such an answer
     */
    public void readPoints(String metric, Points target) throws IOException, InterruptedException {
        try {
            expect(parser.nextToken(), JsonToken.START_ARRAY, "an array of series");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                series(metric, target);
            }
            expectEnd();
        } catch (JsonProcessingException e) {
            throw noJson(e);
        }
    }

    /** Reads an array of texts of at most {@code most} elements. */
    public List<String> readTexts(int most) throws IOException {
        List<String> texts = new ArrayList<>();
        try {
            expect(parser.nextToken(), JsonToken.START_ARRAY, "an array of names");
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser.currentToken(), JsonToken.VALUE_STRING, "a name");
                if (texts.size() >= most) {
                    throw new IOException("Expected at most " + most + " names, found more");
                }
                texts.add(parser.getText());
            }
            expectEnd();
        } catch (JsonProcessingException e) {
            throw noJson(e);
        }
        return texts;
    }

    /** The first value of a member of an object or of the objects in an array, at any depth; null without one. */
    public @Nullable String find(String member) throws IOException {
        try {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals(member)) {
                    return parser.nextToken().isScalarValue() ? parser.getText() : null;
                }
            }
            return null;
        } catch (JsonProcessingException e) {
            throw noJson(e);
        }
    }

    /** The message of a failure; the beginning of the text if it has another form. */
    public static String errorText(String answer) {
        try (JsonParser json = JSON.createParser(answer)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.FIELD_NAME && json.currentName().equals("message")) {
                    return cut(String.valueOf(json.nextTextValue()));
                }
            }
        } catch (IOException e) {
            // A page of a proxy, or a text that was cut.
            return cut(answer);
        }
        return cut(answer);
    }

    private void series(String metric, Points target) throws IOException, InterruptedException {
        expect(parser.currentToken(), JsonToken.START_OBJECT, "a series");
        boolean tagged = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String member = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (String.valueOf(member)) {
                case "metric" -> {
                    if (!metric.equals(parser.getText())) {
                        throw new IOException(
                                "Expected points of metric " + metric + ", found those of another metric");
                    }
                }
                case "tags" -> {
                    target.series(tags(value));
                    tagged = true;
                }
                case "dps" -> {
                    if (!tagged) {
                        throw new IOException("Expected the tags of a series before its points");
                    }
                    points(value, target);
                }
                default -> parser.skipChildren();
            }
        }
    }

    private Map<String, String> tags(JsonToken start) throws IOException {
        expect(start, JsonToken.START_OBJECT, "the tags of a series");
        Map<String, String> tags = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            expect(parser.nextToken(), JsonToken.VALUE_STRING, "the value of a tag");
            tags.put(name, parser.getText());
        }
        return tags;
    }

    /** Points as pairs, or as the members of an object. */
    private void points(JsonToken start, Points target) throws IOException, InterruptedException {
        if (start == JsonToken.START_OBJECT) {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                long millis = time(parser.currentName());
                parser.nextToken();
                target.point(millis, value());
            }
            return;
        }
        expect(start, JsonToken.START_ARRAY, "points");
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            expect(parser.nextToken(), JsonToken.VALUE_NUMBER_INT, "the time of a point");
            long millis = parser.getLongValue();
            parser.nextToken();
            target.point(millis, value());
            expect(parser.nextToken(), JsonToken.END_ARRAY, "a time and a value");
        }
        expect(parser.currentToken(), JsonToken.END_ARRAY, "points");
    }

    private long time(String text) throws IOException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IOException("Expected the time of a point as a number of milliseconds" + place(), e);
        }
    }

    private Number value() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT ->
                parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Number) parser.getDoubleValue()
                        : (Number) parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_STRING -> noNumber(parser.getText());
            case VALUE_NULL -> Double.NaN;
            default -> throw new IOException("Expected the value of a point as a number" + place());
        };
    }

    private Number noNumber(String text) throws IOException {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new IOException("Expected the value of a point as a number" + place());
        };
    }

    private void expectEnd() throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("Expected the end of the answer" + place());
        }
    }

    private void expect(@Nullable JsonToken found, JsonToken expected, String what) throws IOException {
        if (found != expected) {
            throw new IOException("Expected " + what + " in the answer of OpenTSDB, found "
                    + (found == null ? "its end" : found.name()) + place());
        }
    }

    private String place() {
        return " at byte " + parser.currentLocation().getByteOffset();
    }

    /** The parser's own message may quote the answer. */
    private IOException noJson(JsonProcessingException cause) {
        return new IOException(
                "Expected a complete answer in JSON from OpenTSDB, found another text or its early end" + place(),
                cause);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), HttpRequests.LONGEST_ERROR));
    }
}
