// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as the command line of taosX describes it.
 *
 * @param from DSN of the source, as a shell leaves it
 * @param to DSN of the target
 * @param parser JSON text, or {@code @} and the path of a file with it; null for none
 * @param transforms values of {@code -T} in their order
 * @param jobs value of {@code -j}; 0 if it is not set
 * @param options what the connectors get beside that
 */
public record TaosxTask(
        String from, String to, @Nullable String parser, List<String> transforms, int jobs, OwnOptions options) {
    /** Copies the list. */
    public TaosxTask {
        transforms = List.copyOf(transforms);
    }

    /** A task with options of the DSNs only. */
    public TaosxTask(String from, String to, @Nullable String parser, List<String> transforms, int jobs) {
        this(from, to, parser, transforms, jobs, OwnOptions.NONE);
    }

    /**
     * The command line of this task, quoted for a shell; it contains the passwords.
     *
     * @param command such as {@code tdconnect run}
     */
    public String commandLine(String command) {
        StringBuilder line = new StringBuilder(command);
        line.append(" -f ").append(quoted(from)).append(" -t ").append(quoted(to));
        if (parser != null) {
            line.append(" -p ").append(quoted(parser));
        }
        transforms.forEach(transform -> line.append(" -T ").append(quoted(transform)));
        if (jobs > 0) {
            line.append(" -j ").append(jobs);
        }
        options.source()
                .forEach((name, value) -> line.append(' ')
                        .append(OwnOptions.OF_SOURCE)
                        .append(' ')
                        .append(quoted(name + '=' + value)));
        options.sink()
                .forEach((name, value) ->
                        line.append(' ').append(OwnOptions.OF_SINK).append(' ').append(quoted(name + '=' + value)));
        return line.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** Without the DSNs, which contain passwords. */
    @Override
    public String toString() {
        return "TaosxTask[parser=" + (parser != null) + ", transforms=" + transforms.size() + ", jobs=" + jobs + "]";
    }
}
