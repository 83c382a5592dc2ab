// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua.layout;

import io.tdconnect.common.config.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The header of a points file.
 *
 * @param names names of all columns in their order; empty for columns without a meaning
 * @param order the names that are not empty, one per line
 * @param tags name and type of each tag, by the name of its column
 */
record PointFileHeader(List<String> names, String order, Map<String, TagColumn> tags) {
    /** TDengine has no more tags in a table, and no longer names than 64 characters. */
    private static final int MAX_TAGS = 128;

    private static final int MAX_CELL = 200;
    private static final Set<String> IGNORED = Set.of("no.", "no", "");
    private static final List<String> REQUIRED =
            List.of(PointFileColumns.POINT_ID, PointFileColumns.STABLE, PointFileColumns.TBNAME);

    static PointFileHeader parse(List<String> line) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Map<String, TagColumn> tags = new HashMap<>();
        for (String cell : line) {
            if (cell.length() > MAX_CELL) {
                throw PointFileException.at(
                        place(names), "at most " + MAX_CELL + " characters, found " + cell.length(), null);
            }
            String name = name(cell, place(names));
            if (!name.isEmpty() && !seen.add(unique(name))) {
                throw PointFileException.at(
                        place(names),
                        "line 1",
                        "different columns",
                        "expected different columns, found " + cell + " twice");
            }
            if (name.startsWith(PointFileColumns.TAG)) {
                tags.put(name, tag(name, place(names)));
            }
            names.add(name);
        }
        if (tags.size() > MAX_TAGS) {
            throw PointFileException.at("line 1", "at most " + MAX_TAGS + " tags, found " + tags.size(), null);
        }
        for (String required : REQUIRED) {
            if (!seen.contains(required)) {
                throw PointFileException.at(
                        "line 1",
                        "the columns " + String.join(", ", REQUIRED) + ", found none called " + required,
                        null);
            }
        }
        return new PointFileHeader(
                List.copyOf(names),
                String.join("\n", names.stream().filter(name -> !name.isEmpty()).toList()),
                tags);
    }

    private static String place(List<String> before) {
        return "line 1, column " + (before.size() + 1);
    }

    private static TagColumn tag(String name, String place) {
        try {
            return TagColumn.parse(name.substring(PointFileColumns.TAG.length()) + "::");
        } catch (IllegalArgumentException e) {
            throw PointFileException.at(place, "line 1, column " + name, "tag::TYPE::NAME", e.getMessage());
        }
    }

    private static String name(String cell, String place) {
        if (cell.startsWith(PointFileColumns.TAG)) {
            return cell;
        }
        String name = cell.toLowerCase(Locale.ROOT);
        name = PointFileColumns.OTHER_NAMES.getOrDefault(name, name);
        if (IGNORED.contains(name)) {
            return "";
        }
        if (!PointFileColumns.NAMES.contains(name)) {
            String expected =
                    "one of the columns " + String.join(", ", PointFileColumns.NAMES) + " and tag::TYPE::NAME";
            throw PointFileException.at(
                    place,
                    "line 1",
                    expected,
                    "expected " + expected + ", found " + cell + NearestName.hint(cell, PointFileColumns.NAMES));
        }
        return name;
    }

    /** Tags with the same name are the same, even if their types differ. */
    private static String unique(String name) {
        return name.startsWith(PointFileColumns.TAG)
                ? PointFileColumns.TAG + name.substring(name.lastIndexOf("::"))
                : name;
    }
}
