// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the page of drivers and their parameters. */
final class DsnReference {
    private static final String HEAD = """
            # DSNs

            <!-- Generated from the mapping by the tests with -Dupdate.reference; do not edit. -->

            What `tdconnect run -f DSN -t DSN` and `tdconnect config taosx` make of the drivers of taosX and their parameters. The
            form is

                driver[+protocol]://[user[:password]@]host[:port][,host[:port]…][/object][?name=value&…]
                driver:path[?name=value&…]

            User, password, object, path, names and values may be percent-encoded in UTF-8; a plus sign stands for itself, and a
            percent sign is written `%25`. User and password may contain `@ : / ? # &` as they are if the DSN can then be read in
            one way only; otherwise it is refused, and they are written `%40 %3A %2F %3F %23 %26`. A value that is JSON may contain
            ampersands. An unknown parameter is refused, with the nearest known one.

            A value `@FILE` is the path of a file: of certificates, keys, points and tables where the task runs; a parser document
            `-p @FILE` is read by the command. `-p` becomes the transform `TaosxParser` of the sink, each `-T` a `RenameTable` or
            `AddTag` after it, in their order; both are described [for users of taosX](../for-taosx-users.md). Rows of Kafka without a
            parser have the columns `ts`, `offset`, `key` and `value` and the tags `topic` and `partition`. `-j` is the number of tasks
            on both sides. A dash stands for a parameter that sets no option.
            """;

    private DsnReference() {}

    static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("\n## Sources\n\nEvery source has these parameters:\n");
        table(page, CommonParameters.EVERY_SOURCE, Set.of());
        Drivers.SOURCES.forEach(driver -> append(page, driver));
        page.append("\n## Targets\n");
        Drivers.TARGETS.forEach(driver -> append(page, driver));
        return page.toString();
    }

    private static void append(StringBuilder page, Driver driver) {
        page.append("\n### ").append(driver.title()).append("\n\n");
        page.append(driver.schemes().stream().map(scheme -> '`' + scheme + ":`").collect(Collectors.joining(", ")));
        String connector = driver.connector();
        if (connector == null) {
            page.append(" is refused: ").append(driver.instead()).append(". Its parameters are ");
            page.append(driver.parameters().stream()
                    .map(parameter -> '`' + parameter.name() + '`')
                    .collect(Collectors.joining(", ")));
            page.append(".\n");
            return;
        }
        page.append(": `")
                .append(connector.substring(connector.lastIndexOf('.') + 1))
                .append("`. ");
        page.append(sentence(driver.address())).append("\n");
        List<Parameter> own = driver.parameters().stream()
                .filter(parameter -> !CommonParameters.EVERY_SOURCE.contains(parameter))
                .toList();
        table(page, own, driver.required());
    }

    private static void table(StringBuilder page, List<Parameter> parameters, Set<String> required) {
        if (!parameters.isEmpty()) {
            page.append("\n| parameter | option | remarks |\n|---|---|---|\n");
            parameters.forEach(parameter -> page.append(row(parameter, required.contains(parameter.name()))));
        }
    }

    private static String row(Parameter parameter, boolean isRequired) {
        List<String> options =
                parameter.options().stream().map(option -> '`' + option + '`').toList();
        String required = isRequired ? "required" : "";
        String remark = parameter.remark();
        String remarks = required.isEmpty() || remark.isEmpty() ? required + remark : required + "; " + remark;
        return "| `" + parameter.name() + "` | " + (options.isEmpty() ? "–" : String.join(", ", options)) + " | "
                + remarks + (remarks.isEmpty() ? "|\n" : " |\n");
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + '.';
    }
}
