// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import io.tdconnect.common.config.NearestName;
import io.tdconnect.common.config.WorkerFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values of {@code -T} as transforms of the sink, in their order. */
final class TransformArguments {
    private static final String TAGS = "io.tdconnect.transforms.AddTag";
    private static final String RENAMING = "io.tdconnect.transforms.RenameTable";
    private static final String ADD_TAG = "add-tag";
    private static final List<String> SCOPES =
            List.of("rename-table", "rename-child-table", "rename-super-table", ADD_TAG);
    private static final List<String> METHODS = List.of("prefix", "suffix", "template", "replace_with_regex", "map");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])");

    private TransformArguments() {}

    /** A transform: its class, its option and lines of it. */
    private record Step(boolean isTag, List<String> lines) {
        private Step(boolean isTag) {
            this(isTag, new ArrayList<>());
        }
    }

    /** Adds transforms to the sink; those before stay in front. */
    static void apply(List<String> arguments, Draft sink, List<String> transforms, boolean dropUnchangedEvents) {
        List<Step> steps = steps(arguments, sink.findings());
        Map<Boolean, Integer> numbers = new TreeMap<>();
        for (Step step : steps) {
            int number = numbers.merge(step.isTag, 1, Integer::sum);
            String alias = (step.isTag ? "tags" : "rename") + (number == 1 ? "" : number);
            String prefix = "transforms." + alias + '.';
            transforms.add(alias);
            sink.set(prefix + "type", step.isTag ? TAGS : RENAMING);
            sink.set(prefix + (step.isTag ? "tags" : "rename"), String.join("\n", step.lines));
            if (dropUnchangedEvents && !step.isTag) {
                sink.set(prefix + "unchanged.events", "drop");
            }
        }
    }

    /**
     * The values of {@code -T} that become these transforms; null if some transform is another one.
     *
     * @param aliases of transforms, in their order
     */
    static @Nullable List<String> undo(List<String> aliases, Map<String, String> sink) {
        List<String> arguments = new ArrayList<>();
        for (String alias : aliases) {
            String prefix = "transforms." + alias + '.';
            String type = sink.getOrDefault(prefix + "type", "");
            String lines = sink.get(prefix + (type.equals(TAGS) ? "tags" : "rename"));
            // A file of names is one of the worker, and not read here.
            if ((!type.equals(TAGS) && !type.equals(RENAMING)) || lines == null || lines.contains("@")) {
                return null;
            }
            arguments.addAll(lines.lines().filter(line -> !line.isBlank()).toList());
        }
        return arguments;
    }

    /** Whether one of them renames tables. */
    static boolean rename(List<String> arguments) {
        return arguments.stream().anyMatch(argument -> scope(argument).startsWith("rename"));
    }

    private static List<Step> steps(List<String> arguments, Findings findings) {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String line = line(arguments.get(i).strip(), "-T number " + (i + 1), findings);
            if (line.isEmpty()) {
                continue;
            }
            boolean isTag = line.startsWith(ADD_TAG);
            if (steps.isEmpty() || steps.get(steps.size() - 1).isTag != isTag) {
                steps.add(new Step(isTag));
            }
            steps.get(steps.size() - 1).lines.add(line);
        }
        return steps;
    }

    /** The argument in the form of the transforms; empty after a problem. */
    private static String line(String argument, String place, Findings findings) {
        String scope = scope(argument);
        int colon = argument.indexOf(':');
        String rest = colon < 0 ? "" : argument.substring(colon + 1);
        if (!SCOPES.contains(scope)) {
            findings.problem(
                    place,
                    "rename-table:…, rename-child-table:…, rename-super-table:… or add-tag:NAME=VALUE",
                    argument.isEmpty() ? "nothing" : argument,
                    NearestName.of(scope, SCOPES)
                            .map(name -> "did you mean " + name + "?")
                            .orElse(null));
            return "";
        }
        if (argument.contains("\n")) {
            findings.problem(place, "one line", "several", "write each after its own -T");
            return "";
        }
        return scope.equals(ADD_TAG) ? tag(rest, place, findings) : renaming(scope, rest, place, findings);
    }

    private static String tag(String rest, String place, Findings findings) {
        if (rest.indexOf('=') < 1) {
            findings.problem(place, "add-tag:NAME=VALUE", "add-tag:" + rest, null);
            return "";
        }
        return ADD_TAG + ':' + rest;
    }

    private static String renaming(String scope, String rest, String place, Findings findings) {
        int colon = rest.indexOf(':');
        String method = normal(colon < 0 ? rest : rest.substring(0, colon)).replace('-', '_');
        if (!METHODS.contains(method)) {
            findings.problem(
                    place,
                    "prefix, suffix, template, replace_with_regex or map after " + scope + ':',
                    method.isEmpty() ? "nothing" : method,
                    NearestName.of(method, METHODS)
                            .map(name -> "did you mean " + name + "?")
                            .orElse(null));
            return "";
        }
        String value = colon < 0 ? "" : rest.substring(colon + 1);
        if (value.isBlank()) {
            findings.problem(place, "a value after " + scope + ':' + method + ':', "none", null);
            return "";
        }
        if (method.equals("replace_with_regex") && !value.contains("::")) {
            findings.problem(place, "REGULAR_EXPRESSION::REPLACEMENT", "no ::", null);
            return "";
        }
        return method.equals("map") && !isReadable(value.strip(), place, findings)
                ? ""
                : scope + ':' + method + ':' + value;
    }

    /** Whether the file of {@code map:@FILE} can be read here; its content is checked by the transform. */
    private static boolean isReadable(String value, String place, Findings findings) {
        if (value.startsWith("@")) {
            try {
                WorkerFile.text(value);
            } catch (IllegalArgumentException e) {
                findings.problem(
                        place, "a file with lines OLD,NEW or a JSON object after map:@", "none that can be read", null);
                return false;
            }
        }
        return true;
    }

    private static String scope(String argument) {
        int colon = argument.indexOf(':');
        return normal(colon < 0 ? argument : argument.substring(0, colon));
    }

    /** {@code RenameTable} and {@code rename_table} are {@code rename-table}. */
    private static String normal(String word) {
        return HUMP.matcher(word.strip()).replaceAll("-").replace('_', '-').toLowerCase(Locale.ROOT);
    }
}
