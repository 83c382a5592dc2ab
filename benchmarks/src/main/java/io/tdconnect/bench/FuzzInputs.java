// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random inputs: made of pieces that mean something to a parser, or of valid ones that are damaged. */
final class FuzzInputs {
    private static final String[] JSON = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\"id\"",
        "\"ts\"",
        "\"v\"",
        "1",
        "-0",
        "1e999",
        "0.1",
        "true",
        "null",
        "NaN",
        "99999999999999999999999999999999999999999",
        "\\u0000",
        "\\ud83d",
        "\\",
        " ",
        "\n",
        "é",
        "{\"a\":{\"b\":[1,2]}}"
    };
    private static final String[] MESSAGES = {
        "{\"ts\":1700000000123,\"id\":1,\"current\":10.77,\"voltage\":\"222V\",\"s\":\"a-b-c\",\"data\":{\"v\":[1,{\"w\":2}]}}",
        "[{\"id\":1,\"s\":\"x\"},{\"id\":2,\"ts\":1700000000123}]",
        "{\"id\":9223372036854775808,\"ts\":\"2024-02-01T10:00:00.123456789Z\",\"s\":null}"
    };

    private final Random random;

    FuzzInputs(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** Up to {@code most} pieces, one after the other. */
    String pieces(String[] pieces, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(random.nextInt(20) == 0 ? character() : pieces[random.nextInt(pieces.length)]);
        }
        return text.toString();
    }

    /** A text with a few characters changed, left out, or said twice. */
    String damaged(String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0 && damaged.length() > 0; i--) {
            int place = random.nextInt(damaged.length());
            switch (random.nextInt(4)) {
                case 0 -> damaged.deleteCharAt(place);
                case 1 -> damaged.setCharAt(place, character());
                case 2 -> damaged.insert(place, character());
                default ->
                    damaged.insert(
                            place, damaged.substring(place, Math.min(damaged.length(), place + random.nextInt(20))));
            }
        }
        return damaged.toString();
    }

    /** The payload of a message: bytes, mostly like JSON. */
    byte[] payload() {
        return switch (random.nextInt(8)) {
            case 0 -> bytes();
            case 1 -> pieces(JSON, 30).getBytes(StandardCharsets.UTF_8);
            case 2 -> nested().getBytes(StandardCharsets.UTF_8);
            case 3 -> new byte[0];
            default -> damaged(MESSAGES[random.nextInt(MESSAGES.length)]).getBytes(StandardCharsets.UTF_8);
        };
    }

    /** A row without schema, with values of every kind. */
    Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        for (String name : List.of("id", "ts", "s", "v", "data", "voltage")) {
            Object value = value(2);
            if (random.nextInt(5) > 0) {
                row.put(name, value);
            }
        }
        return row;
    }

    private @Nullable Object value(int depth) {
        return switch (random.nextInt(depth > 0 ? 14 : 12)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextInt(5);
            case 2 -> random.nextDouble() * 1000;
            case 3 ->
                List.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0, Double.MIN_VALUE, Long.MIN_VALUE)
                        .get(random.nextInt(5));
            case 4 -> random.nextFloat();
            case 5 -> new java.math.BigDecimal("1e" + random.nextInt(300));
            case 6 -> random.nextBoolean();
            case 7 -> bytes();
            case 8 -> java.util.Date.from(java.time.Instant.ofEpochMilli(random.nextLong() >> 20));
            case 9 -> null;
            case 12 -> Map.of("v", 1, "len", "x");
            case 13 -> List.of(1, "x", 2.5);
            default -> pieces(new String[] {"a", "-", "221", "V", "beijing", " ", "prefix1", "\uD83D\uDE00"}, 6);
        };
    }

    private String nested() {
        int depth = random.nextInt(300);
        boolean objects = random.nextBoolean();
        return (objects ? "{\"a\":" : "[").repeat(depth) + "1"
                + (objects ? "}" : "]").repeat(depth - random.nextInt(depth + 1));
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private char character() {
        return random.nextInt(10) == 0 ? (char) random.nextInt(0x10000) : (char) random.nextInt(128);
    }
}
