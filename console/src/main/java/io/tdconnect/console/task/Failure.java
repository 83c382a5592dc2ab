// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import io.tdconnect.console.connect.ConnectorView;
import io.tdconnect.console.form.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a connector or a task has failed, in words.
 *
 * @param task number of the task; null for the connector itself
 * @param message the messages of the exception and its causes
 * @param option that the message asks to change; null if it names none
 * @param trace as Connect reports it
 */
record Failure(
        String connector,
        @Nullable Integer task,
        Cause cause,
        String message,
        @Nullable String option,
        String trace) {
    private static final Pattern CHANGE =
            Pattern.compile("\\bchange ([a-z][a-z0-9._-]*[a-z0-9])|\\b([a-z][a-z0-9]*(?:\\.[a-z0-9]+)+)=");
    private static final Pattern EXCEPTION = Pattern.compile("^(Caused by: )?[\\w.$]+(Exception|Error): ");
    private static final int LONGEST_TRACE = 16_000;

    /** All failures of a connector. */
    static List<Failure> of(ConnectorView connector) {
        List<Failure> failures = new ArrayList<>();
        if (!connector.trace().isEmpty()) {
            failures.add(of(connector.name(), null, connector.trace()));
        }
        for (ConnectorView.TaskView task : connector.tasks()) {
            if (!task.trace().isEmpty()) {
                failures.add(of(connector.name(), task.id(), task.trace()));
            }
        }
        return failures;
    }

    static Failure of(String connector, @Nullable Integer task, String trace) {
        String message = trace.lines()
                .filter(line -> !line.startsWith("\t") && !line.isBlank())
                .map(line -> EXCEPTION.matcher(line).replaceFirst(""))
                .distinct()
                .collect(Collectors.joining("; cause: "));
        Matcher change = CHANGE.matcher(message);
        String option = change.find() ? change.group(1) == null ? change.group(2) : change.group(1) : null;
        String cut = trace.length() > LONGEST_TRACE ? trace.substring(0, LONGEST_TRACE) + "…" : trace;
        return new Failure(connector, task, Cause.of(message), message, option, cut);
    }
}
