// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.List;
import java.util.stream.Collectors;

/** Reports everything in a task that cannot be used. */
public final class TaosxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<TaosxProblem> problems;

    /** With at least one problem. */
    public TaosxException(List<TaosxProblem> problems) {
        super(problems.stream().map(TaosxProblem::message).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** The problems, in the order of the command line. */
    public List<TaosxProblem> problems() {
        return problems;
    }
}
