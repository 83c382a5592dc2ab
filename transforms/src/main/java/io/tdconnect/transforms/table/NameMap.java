// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.table;

import io.tdconnect.common.config.WorkerFile;
import io.tdconnect.transforms.field.ConfigNode;
import java.util.HashMap;
import java.util.Map;

/** New names of single tables, from JSON or a file of the worker; messages do not quote the file. */
final class NameMap {
    private static final int MAX_NAMES = 1_000_000;

    private NameMap() {}

    /**
     * The names of an option: {@code {"old": "new"}}, or {@code @} and the path of a file with this or with lines
     * {@code old,new}.
     *
     * @throws IllegalArgumentException if the file cannot be read, or a name is missing or twice
     */
    static Map<String, String> read(String option) {
        String value = option.strip();
        if (value.startsWith("{")) {
            return ofJson(value);
        }
        if (!value.startsWith("@")) {
            throw new IllegalArgumentException(
                    "expected @ and the path of a file, or JSON such as {\"old\": \"new\"}, after map:");
        }
        String text = WorkerFile.text(value);
        text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        Map<String, String> names = text.stripLeading().startsWith("{") ? ofJson(text) : ofLines(text);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("expected names of tables in the file of map:, found none");
        }
        return names;
    }

    private static Map<String, String> ofJson(String json) {
        Map<String, String> names = new HashMap<>();
        try {
            ConfigNode.parse(json).members().forEach((old, name) -> put(names, old, name.text(), name.place()));
        } catch (ConfigNode.Problem e) {
            // Without the message, which quotes keys: the option may name any file of the worker.
            throw new IllegalArgumentException(
                    "expected a JSON object of texts for map:, with each name once, found a fault at " + e.place(), e);
        }
        return names;
    }

    private static Map<String, String> ofLines(String text) {
        Map<String, String> names = new HashMap<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (!line.isBlank()) {
                int comma = line.indexOf(',');
                if (comma < 0 || comma != line.lastIndexOf(',') || line.indexOf('"') >= 0) {
                    throw new IllegalArgumentException("expected OLD,NEW without quotes in line " + number
                            + " of the file of map:, found another form; write names with commas or quotes as JSON");
                }
                put(
                        names,
                        line.substring(0, comma).strip(),
                        line.substring(comma + 1).strip(),
                        "line " + number);
            }
        }
        return names;
    }

    private static void put(Map<String, String> names, String old, String name, String place) {
        if (old.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("expected an old and a new name for map: at " + place + ", found none");
        }
        if (names.size() >= MAX_NAMES || names.putIfAbsent(old, name) != null) {
            throw new IllegalArgumentException(
                    "expected each old name once, and at most " + MAX_NAMES + ", for map:, found more at " + place);
        }
    }
}
