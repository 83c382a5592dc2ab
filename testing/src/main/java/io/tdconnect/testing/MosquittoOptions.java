// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to run Mosquitto.
 *
 * @param directory where configuration, certificates, data and log are kept; null: a new one
 * @param port of the listener without authentication; 0: a free one
 * @param user who may use the password listener
 * @param password of that user
 * @param settings more lines of the configuration file, such as {@code max_inflight_messages 0}
 */
public record MosquittoOptions(
        @Nullable Path directory, int port, String user, String password, List<String> settings) {
    public MosquittoOptions {
        settings = List.copyOf(settings);
    }

    /** A new directory, free ports, user {@code user} with password {@code password}, no more settings. */
    public static MosquittoOptions defaults() {
        return new MosquittoOptions(null, 0, "user", "password", List.of());
    }

    /** The same in a directory that is kept. */
    public MosquittoOptions withDirectory(Path newDirectory) {
        return new MosquittoOptions(newDirectory.toAbsolutePath(), port, user, password, settings);
    }

    /** The same with the first listener on a fixed port. */
    public MosquittoOptions withPort(int newPort) {
        return new MosquittoOptions(directory, newPort, user, password, settings);
    }

    /** The same with another user of the password listener. */
    public MosquittoOptions withUser(String newUser, String newPassword) {
        return new MosquittoOptions(directory, port, newUser, newPassword, settings);
    }

    /** The same with one more line in the configuration file. */
    public MosquittoOptions withSetting(String line) {
        List<String> more = new ArrayList<>(settings);
        more.add(line);
        return new MosquittoOptions(directory, port, user, password, more);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MosquittoOptions[directory=" + directory + ", port=" + port + ", settings=" + settings + "]";
    }
}
