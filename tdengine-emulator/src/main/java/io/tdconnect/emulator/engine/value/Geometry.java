// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.emulator.engine.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Well-known text and binary of POINT, LINESTRING and POLYGON. */
public final class Geometry {
    private static final int POINT = 1;
    private static final int LINE = 2;
    private static final int POLYGON = 3;

    private Geometry() {}

    /** Well-known binary, or null if the text is not one of the three shapes. */
    public static byte @Nullable [] parse(String text) {
        int open = text.indexOf('(');
        if (open < 0 || !text.trim().endsWith(")")) {
            return null;
        }
        String body = text.substring(open + 1, text.lastIndexOf(')'));
        try {
            return switch (text.substring(0, open).trim().toUpperCase(Locale.ROOT)) {
                case "POINT" -> encode(POINT, List.of(points(body)));
                case "LINESTRING" -> encode(LINE, List.of(points(body)));
                case "POLYGON" -> encode(POLYGON, rings(body));
                default -> null;
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static List<double[]> rings(String body) {
        List<double[]> rings = new ArrayList<>();
        for (String ring : body.trim().replaceAll("^\\(|\\)$", "").split("\\)\\s*,\\s*\\(", -1)) {
            rings.add(points(ring));
        }
        return rings;
    }

    private static double[] points(String text) {
        List<Double> numbers = new ArrayList<>();
        for (String point : text.trim().split("\\s*,\\s*", -1)) {
            String[] xy = point.trim().split("\\s+", -1);
            if (xy.length != 2) {
                throw new NumberFormatException(point);
            }
            numbers.add(Double.valueOf(xy[0]));
            numbers.add(Double.valueOf(xy[1]));
        }
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static byte[] encode(int shape, List<double[]> parts) {
        int numbers = parts.stream().mapToInt(part -> part.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(9 + parts.size() * 4 + numbers * Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) 1).putInt(shape);
        if (shape == POLYGON) {
            buffer.putInt(parts.size());
        }
        for (double[] part : parts) {
            if (shape != POINT) {
                buffer.putInt(part.length / 2);
            }
            for (double number : part) {
                buffer.putDouble(number);
            }
        }
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    static String text(byte[] wkb) {
        ByteBuffer buffer = ByteBuffer.wrap(wkb).order(ByteOrder.LITTLE_ENDIAN);
        buffer.get();
        return switch (buffer.getInt()) {
            case POINT -> "POINT (" + list(buffer, 1) + ")";
            case LINE -> "LINESTRING (" + list(buffer, buffer.getInt()) + ")";
            default -> polygon(buffer);
        };
    }

    private static String polygon(ByteBuffer buffer) {
        List<String> rings = new ArrayList<>();
        int count = buffer.getInt();
        for (int i = 0; i < count; i++) {
            rings.add("(" + list(buffer, buffer.getInt()) + ")");
        }
        return "POLYGON (" + String.join(", ", rings) + ")";
    }

    private static String list(ByteBuffer buffer, int points) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            texts.add(String.format(Locale.ROOT, "%.6f %.6f", buffer.getDouble(), buffer.getDouble()));
        }
        return String.join(", ", texts);
    }
}
