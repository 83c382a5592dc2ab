// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Renders options as Markdown; a page has one section for each plugin. */
public final class ConfigReference {
    private static final String NOTE =
            "<!-- Generated from the option definitions by the tests with -Dupdate.reference; do not edit. -->";
    private static final String SECTION = "\n## ";

    private ConfigReference() {}

    /** The section of one plugin: its classes, then its options by group. */
    public static String section(String name, List<String> classNames, ConfigDef definition) {
        StringBuilder text = new StringBuilder("## ").append(name).append("\n\n");
        text.append(classNames.size() == 1 ? "Class: " : "Classes: ")
                .append(String.join(
                        ", ", classNames.stream().map(ConfigReference::code).toList()))
                .append('\n');
        Map<String, StringBuilder> groups = new LinkedHashMap<>();
        for (ConfigKey option : definition.configKeys().values()) {
            groups.computeIfAbsent(String.valueOf(option.group), group -> new StringBuilder())
                    .append(option(option));
        }
        groups.forEach((group, options) ->
                text.append("\n### ").append(group).append('\n').append(options));
        if (groups.isEmpty()) {
            text.append("\nNo options.\n");
        }
        return text.toString();
    }

    /** Replaces the section with the same heading in a page; sections are sorted by heading. */
    public static String withSection(String page, String title, String section) {
        Map<String, String> sections = sections(page);
        sections.put(heading(section), section);
        return "# " + title + "\n\n" + NOTE + "\n\n" + String.join("\n", sections.values());
    }

    /** The section of a page that has the same heading as {@code like}; empty if the page has no such section. */
    public static String sectionOf(String page, String like) {
        return sections(page).getOrDefault(heading(like), "");
    }

    private static Map<String, String> sections(String page) {
        Map<String, String> sections = new TreeMap<>();
        int start = page.indexOf(SECTION);
        while (start >= 0) {
            int next = page.indexOf(SECTION, start + 1);
            String section = next < 0 ? page.substring(start + 1) : page.substring(start + 1, next);
            sections.put(heading(section), section);
            start = next;
        }
        return sections;
    }

    private static String heading(String section) {
        return section.lines().findFirst().orElseThrow();
    }

    private static String option(ConfigKey option) {
        return "\n#### " + code(option.name) + "\n\n" + option.documentation + "\n\n"
                + "- Type: " + option.type.name().toLowerCase(Locale.ROOT) + "\n"
                + "- Default: " + defaultValue(option) + "\n"
                + (option.validator == null ? "" : "- Valid values: " + cell(option.validator.toString()) + "\n")
                + "- Importance: " + option.importance.name().toLowerCase(Locale.ROOT) + "\n";
    }

    private static String defaultValue(ConfigKey option) {
        if (!option.hasDefault()) {
            return "none, **required**";
        }
        if (option.defaultValue == null || "".equals(option.defaultValue)) {
            return "none";
        }
        return option.type == Type.LIST && ((List<?>) option.defaultValue).isEmpty()
                ? "none"
                : code(ConfigDef.convertToString(option.defaultValue, option.type));
    }

    private static String cell(String text) {
        return text.replace("<", "&lt;");
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
