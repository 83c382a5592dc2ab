// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.config;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Reads files of the worker that options name.
 *
 * <p>Everyone who may validate a configuration can choose the path. So messages contain neither content nor path, only
 * regular files of up to {@value #LIMIT} bytes are read, and the operator of the worker can restrict the folders by the
 * system property {@value #ALLOWED_PATHS}, which no configuration can change. Kafka limits its own clients in the same way
 * since CVE-2025-27817.
 */
public final class WorkerFile {
    /** System property of the worker: folders and files that options may name, separated by commas; unset allows all. */
    public static final String ALLOWED_PATHS = "io.tdconnect.allowed.paths";

    /** The largest size of a file, in bytes. */
    public static final int LIMIT = 16 * 1024 * 1024;

    private WorkerFile() {}

    /**
     * The text of a file in UTF-8.
     *
     * @param path path of the file; may begin with {@code @}, as taosX writes it
     * @throws IllegalArgumentException if it cannot or may not be read; the message begins with "expected"
     */
    public static String text(String path) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(path)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("expected a file in UTF-8, found another encoding", e);
        }
    }

    /** The content of a file; as {@link #text}. */
    public static byte[] bytes(String path) {
        Path file = allowed(path);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "expected a file that every Connect worker can read, found no such file");
        }
        // A device may never end, and a pipe may block the thread that validates.
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("expected a regular file, found a folder, device or pipe");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LIMIT + 1);
            if (content.length > LIMIT) {
                throw new IllegalArgumentException(
                        "expected a file of at most " + LIMIT + " bytes, found a larger one");
            }
            return content;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "expected a file that every Connect worker can read, found one that this worker cannot read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }

    /**
     * The path of a file or folder that an option may name.
     *
     * @throws IllegalArgumentException if it is not a path, or lies outside {@value #ALLOWED_PATHS} once links are followed
     */
    public static Path allowed(String path) {
        Path file = parse(path);
        String allowed = System.getProperty(ALLOWED_PATHS);
        if (allowed == null || folders(allowed).stream().anyMatch(real(file)::startsWith)) {
            return file;
        }
        throw new IllegalArgumentException("expected a path below the folders that the worker's system property "
                + ALLOWED_PATHS + " allows, found another");
    }

    private static Path parse(String path) {
        String trimmed = path.trim();
        try {
            return Path.of(trimmed.startsWith("@") ? trimmed.substring(1) : trimmed);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("expected the path of a file, found text that cannot be a path", e);
        }
    }

    private static List<Path> folders(String allowed) {
        return Arrays.stream(allowed.split(","))
                .map(String::trim)
                .filter(folder -> !folder.isEmpty())
                .map(folder -> real(Path.of(folder)))
                .toList();
    }

    /** The path without links; missing parts keep their names below the nearest folder that exists. */
    private static Path real(Path path) {
        File file = path.toFile();
        try {
            return file.getCanonicalFile().toPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }
}
