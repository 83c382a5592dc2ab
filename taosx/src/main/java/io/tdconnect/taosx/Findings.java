// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notes and problems of a task, and what it asks of the process that runs it. */
final class Findings {
    /** More problems do not help anybody, and a DSN may be long. */
    private static final int MOST = 50;

    private final Set<String> notes = new LinkedHashSet<>();
    private final List<TaosxProblem> problems = new ArrayList<>();
    private @Nullable Path failures;
    private @Nullable String logLevel;

    /** Adds a sentence, once. */
    void note(String sentence) {
        notes.add(sentence);
    }

    void problem(String place, String expected, String found, @Nullable String alternative) {
        if (problems.size() < MOST) {
            problems.add(new TaosxProblem(place, expected, found, alternative));
        }
    }

    void failures(Path file) {
        failures = file;
    }

    void logLevel(String level) {
        logLevel = level;
    }

    @Nullable
    Path failures() {
        return failures;
    }

    @Nullable
    String logLevel() {
        return logLevel;
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    List<TaosxProblem> problems() {
        return List.copyOf(problems);
    }

    boolean hasProblems() {
        return !problems.isEmpty();
    }

    void requireNone() {
        if (!problems.isEmpty()) {
            throw new TaosxException(problems);
        }
    }
}
