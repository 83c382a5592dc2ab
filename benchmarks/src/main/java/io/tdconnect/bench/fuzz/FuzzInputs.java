// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.bench.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Random inputs from one seed: damaged samples, pieces of a grammar, and shapes that break readers.
 *
 * <p>One in about two thousand is large, up to a megabyte, as much as Kafka takes by default.
 */
final class FuzzInputs {
    static final int LARGEST = 1 << 20;
    private static final int LARGE_ONE_IN = 2_000;
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "1",
        "-1",
        "255",
        "256",
        "65536",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "0.1",
        "-2.5e-3",
        "1e308",
        "1e999",
        "-1e-999",
        "1e999999999",
        "-1e-999999999",
        "1E2147483648",
        "1e99999999999999999999",
        "NaN",
        "Infinity",
        "-Infinity",
        "0x7f",
        "1_000",
        "１",
        ".5",
        "5.",
        "+3",
        "1.7976931348623157e308",
        "4.9e-324",
        "00012"
    };
    private static final int[] SIZES = {
        -1,
        0,
        1,
        2,
        127,
        128,
        255,
        256,
        32_767,
        65_535,
        65_536,
        1 << 20,
        1 << 28,
        Integer.MAX_VALUE / 2,
        Integer.MAX_VALUE - 8,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE
    };
    private static final String[] NAMES = {
        "a",
        "ts",
        "id",
        "value",
        "",
        " ",
        "`",
        "a.b",
        "a`b",
        "é",
        "温度",
        "\uD83D\uDE00",
        "\uD800",
        "a\uDC01",
        "\0",
        "a\n",
        "\\",
        "'",
        "\"",
        "__proto__",
        "class",
        "${id}",
        "{id}",
        "_",
        "9a",
        "..",
        "/",
        "../../etc/passwd",
        "a\u202Eb"
    };

    private final Random random;
    private final boolean large;
    private int left = LARGEST;

    /** The inputs of a seed. */
    FuzzInputs(long seed) {
        // Consecutive seeds give similar first numbers.
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        large = random.nextInt(LARGE_ONE_IN) == 0;
    }

    /** The source of random values. */
    Random random() {
        return random;
    }

    /** A number from 0 to {@code bound} (exclusive). */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in {@code many} calls on average. */
    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** One of the choices. */
    @SafeVarargs
    final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** One of the choices. */
    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** How often to repeat something: mostly a few times, rarely up to a megabyte. */
    int count(int few, int bytesEach) {
        if (!large || left <= 0) {
            return random.nextInt(few + 1);
        }
        int count = random.nextInt(Math.max(few, left / Math.max(1, bytesEach)) + 1);
        left -= count * bytesEach;
        return count;
    }

    /** Up to {@code most} pieces, one after the other. */
    String pieces(List<String> pieces, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(oneIn(20) ? String.valueOf(character()) : one(pieces));
        }
        return text.toString();
    }

    /** A text with a few characters changed, removed, repeated, or replaced by an unusual number or name. */
    String damaged(String text) {
        StringBuilder damaged = new StringBuilder(text);
        for (int i = random.nextInt(4); i > 0 && damaged.length() > 0; i--) {
            int place = random.nextInt(damaged.length());
            int end = Math.min(damaged.length(), place + random.nextInt(20));
            switch (random.nextInt(7)) {
                case 0 -> damaged.deleteCharAt(place);
                case 1 -> damaged.setCharAt(place, character());
                case 2 -> damaged.insert(place, character());
                case 3 -> damaged.replace(place, Math.min(damaged.length(), place + 1), number());
                case 4 -> damaged.insert(place, name());
                case 5 -> damaged.insert(place, damaged.substring(place, end).repeat(count(3, 20)));
                default -> damaged.insert(place, damaged.substring(place, end));
            }
        }
        return damaged.toString();
    }

    /** The text of a number, of one that is too large for any type, or of something that is not a number. */
    String number() {
        return switch (random.nextInt(8)) {
            case 0 -> Long.toString(random.nextLong());
            case 1 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            case 2 -> one("9", "0", "1.", "0.").concat(one("9", "0").repeat(count(400, 1)));
            case 3 -> random.nextInt(1000) + "e" + one("", "-") + random.nextInt(1 << random.nextInt(31));
            default -> one(NUMBERS);
        };
    }

    /** A name, mostly a valid one. */
    String name() {
        return switch (random.nextInt(6)) {
            case 0 -> one(NAMES);
            case 1 -> one("a", "é", "\uD83D\uDE00").repeat(count(300, 4));
            default -> Character.toString('a' + random.nextInt(26)) + random.nextInt(20);
        };
    }

    /** Any text, short or long. */
    String text() {
        return switch (random.nextInt(5)) {
            case 0 -> number();
            case 1 -> one("x", "a,b;", "温", "\\", "\"", "'").repeat(count(60, 4));
            case 2 -> "2024-02-01T10:00:00.123456789Z".substring(0, random.nextInt(31));
            default -> name();
        };
    }

    /** A random JSON document, a damaged sample, a deeply nested document, or text that is not JSON. */
    String json(List<String> samples) {
        return new FuzzJson(this).text(samples);
    }

    /** Whether this input may be as large as a megabyte. */
    boolean isLarge() {
        return large;
    }

    /** Random bytes, at most this many. */
    byte[] bytes(int most) {
        byte[] bytes = new byte[count(most, 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** A sample with bytes changed, removed or repeated, and with impossible lengths. */
    byte[] damaged(byte[] sample) {
        byte[] bytes = sample.clone();
        for (int i = random.nextInt(4); i > 0 && bytes.length > Long.BYTES; i--) {
            int place = random.nextInt(bytes.length - Long.BYTES);
            ByteBuffer target = ByteBuffer.wrap(bytes).order(oneIn(2) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            switch (random.nextInt(5)) {
                case 0 -> bytes[place] = (byte) random.nextInt();
                case 1 -> target.putInt(place, size());
                case 2 -> target.putShort(place, (short) size());
                case 3 -> target.putLong(place, oneIn(2) ? random.nextLong() : size());
                default -> bytes = repeated(bytes, place);
            }
        }
        return oneIn(8) ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)) : bytes;
    }

    private byte[] repeated(byte[] bytes, int place) {
        int length = random.nextInt(bytes.length - place);
        int times = Math.min(count(2, Math.max(1, length)), LARGEST / Math.max(1, length));
        ByteBuffer longer = ByteBuffer.allocate(bytes.length + length * times).put(bytes, 0, place);
        for (int i = 0; i < times; i++) {
            longer.put(bytes, place, length);
        }
        return longer.put(bytes, place, bytes.length - place).array();
    }

    /** A length or number of elements, often an impossible one. */
    int size() {
        return oneIn(3) ? random.nextInt(300) : SIZES[random.nextInt(SIZES.length)];
    }

    /** UTF-8 of a text, or bytes that are not valid UTF-8. */
    byte[] utf8(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return oneIn(8) ? damaged(bytes) : bytes;
    }

    private char character() {
        return oneIn(10) ? (char) random.nextInt(0x10000) : (char) random.nextInt(128);
    }
}
