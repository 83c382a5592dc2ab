// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two connectors as a line of {@code tdconnect run} that does the same.
 *
 * @param task null if there is no such line; then {@code problems} says why
 * @param name value of {@code --name}; null if the name of the task cannot be one
 * @param notes what the line leaves out or does otherwise, one sentence each
 * @param problems options without which there is no line
 */
public record RunLine(
        @Nullable TaosxTask task, @Nullable String name, List<String> notes, List<TaosxProblem> problems) {
    /** Copies the lists. */
    public RunLine {
        notes = List.copyOf(notes);
        problems = List.copyOf(problems);
    }

    /** The line, quoted for a shell; null if there is none. */
    public @Nullable String text() {
        return task == null ? null : task.commandLine("tdconnect run") + (name == null ? "" : " --name " + name);
    }
}
