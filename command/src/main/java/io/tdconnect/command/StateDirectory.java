// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where the offsets files of tasks are, by the XDG Base Directory Specification: {@code $XDG_STATE_HOME/tdconnect}, by default
 * {@code ~/.local/state/tdconnect}. In a unit of systemd with {@code StateDirectory=} it is that directory.
 *
 * @param path of the directory, which need not exist
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG Base Directory Specification</a>
 */
record StateDirectory(Path path) {
    static StateDirectory of(Map<String, String> environment, String home) {
        String service = environment.getOrDefault("STATE_DIRECTORY", "");
        if (!service.isEmpty()) {
            // systemd separates several directories by colons.
            return new StateDirectory(Path.of(service.split(":", 2)[0]));
        }
        Path state = Path.of(environment.getOrDefault("XDG_STATE_HOME", ""));
        // The specification asks for relative paths to be ignored.
        return new StateDirectory((state.isAbsolute() ? state : Path.of(home, ".local", "state")).resolve("tdconnect"));
    }

    /** The offsets file of a task. */
    Path offsets(TaskName task) {
        return path.resolve(task.text() + ".offsets");
    }
}
