// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.table;

import io.tdconnect.common.template.Template;
import io.tdconnect.common.template.Variables;
import io.tdconnect.transforms.field.RegexReplacement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Gives tables other names.
 *
 * @param scope which tables
 * @param method how
 */
public record TableRename(Scope scope, Method method) {
    /** The syntax of a renaming in taosX. */
    public static final String SYNTAX = "`<rename-table|rename-child-table|rename-super-table>:<prefix|suffix|template|"
            + "replace_with_regex|map>:<value>`";

    private static final Pattern SPEC = Pattern.compile("([a-z_-]+):([a-z_-]+):(.*)", Pattern.DOTALL);
    private static final Pattern SEPARATOR = Pattern.compile("\\R|(?:^|\\s+)(?:-T|--transform)(?:\\s+|=)");

    /** Which tables are renamed. */
    public enum Scope {
        /** Supertables and subtables. */
        ALL,
        /** Subtables. */
        CHILD,
        /** Supertables. */
        SUPER;

        public boolean covers(Scope one) {
            return this == ALL || this == one;
        }
    }

    /** Makes a new name of a name. */
    @FunctionalInterface
    public interface Method {
        /**
         * The new name.
         *
         * @param variables of the record
         * @throws org.apache.kafka.connect.errors.DataException if the record lacks a variable
         */
        String rename(String name, Variables variables);
    }

    /**
     * The renamings of a text: one on each line, or each after {@code -T}.
     *
     * @throws IllegalArgumentException if it does not follow {@link #SYNTAX}
     */
    public static List<TableRename> parseAll(String text) {
        return Stream.of(SEPARATOR.split(text, -1))
                .map(String::trim)
                .filter(spec -> !spec.isEmpty())
                .map(TableRename::parse)
                .toList();
    }

    private static TableRename parse(String spec) {
        Matcher parts = SPEC.matcher(spec);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected " + SYNTAX + ", found " + spec);
        }
        Scope scope = switch (normal(parts.group(1))) {
            case "rename_table" -> Scope.ALL;
            case "rename_child_table" -> Scope.CHILD;
            case "rename_super_table" -> Scope.SUPER;
            default ->
                throw new IllegalArgumentException("expected rename-table, rename-child-table or"
                        + " rename-super-table, found " + parts.group(1));
        };
        String value = parts.group(3);
        if (value.isBlank()) {
            throw new IllegalArgumentException("expected a value after " + parts.group(2) + ":, found none");
        }
        return switch (normal(parts.group(2))) {
            case "prefix" -> new TableRename(scope, prefix(value));
            case "suffix" -> new TableRename(scope, suffix(value));
            case "template" -> new TableRename(scope, template(value));
            case "replace_with_regex" -> new TableRename(scope, regex(value));
            case "map" -> new TableRename(scope, map(value));
            default ->
                throw new IllegalArgumentException(
                        "expected prefix, suffix, template, replace_with_regex or map, found " + parts.group(2));
        };
    }

    public static Method prefix(String prefix) {
        return (name, variables) -> prefix + name;
    }

    public static Method suffix(String suffix) {
        return (name, variables) -> name + suffix;
    }

    /** A template in which {@code {name}} is the old name. */
    public static Method template(String text) {
        Template template = Template.parse(text);
        return (name, variables) ->
                template.render(variable -> "name".equals(variable) ? name : variables.value(variable));
    }

    public static Method regex(String regex, String replacement) {
        RegexReplacement replace = RegexReplacement.of(regex, replacement);
        return (name, variables) -> replace.apply(name);
    }

    private static Method map(String value) {
        Map<String, String> names = NameMap.read(value);
        return (name, variables) -> names.getOrDefault(name, name);
    }

    private static Method regex(String value) {
        int separator = value.indexOf("::");
        if (separator < 0) {
            throw new IllegalArgumentException("expected <regular expression>::<replacement>, found no ::");
        }
        return regex(value.substring(0, separator), value.substring(separator + 2));
    }

    private static String normal(String word) {
        return word.replace('-', '_').toLowerCase(Locale.ROOT);
    }
}
