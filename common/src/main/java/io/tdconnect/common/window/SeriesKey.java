// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.window;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tags of a series as text, independent of their order in an answer and of the tags of other series. */
public final class SeriesKey {
    private SeriesKey() {}

    /** The tags that are not empty, as in line protocol: {@code host=a,region=b}. */
    public static String of(Map<String, String> tags) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> tag : new TreeMap<>(tags).entrySet()) {
            if (!tag.getValue().isEmpty()) {
                text.append(text.isEmpty() ? "" : ",");
                escape(tag.getKey(), text);
                text.append('=');
                escape(tag.getValue(), text);
            }
        }
        return text.toString();
    }

    /** Compares in the order of the server: value by value, in the order of the names of the tags. */
    public static int compare(String left, String right) {
        Map<String, String> leftTags = parse(left);
        Map<String, String> rightTags = parse(right);
        TreeSet<String> names = new TreeSet<>(leftTags.keySet());
        names.addAll(rightTags.keySet());
        for (String name : names) {
            int order = Arrays.compareUnsigned(
                    leftTags.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8),
                    rightTags.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static Map<String, String> parse(String key) {
        Map<String, String> tags = new TreeMap<>();
        StringBuilder part = new StringBuilder();
        String name = "";
        for (int i = 0; i <= key.length(); i++) {
            char c = i < key.length() ? key.charAt(i) : ',';
            if (c == '\\') {
                part.append(key.charAt(++i));
            } else if (c == '=') {
                name = part.toString();
                part.setLength(0);
            } else if (c == ',') {
                tags.put(name, part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        return tags;
    }

    private static void escape(String text, StringBuilder target) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '=' || c == '\\') {
                target.append('\\');
            }
            target.append(c);
        }
    }
}
