// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users with hashes of their passwords, a line for each: {@code NAME:ITERATIONS:SALT:HASH}, salt and hash in Base64, the hash
 * by PBKDF2 with HMAC-SHA-256. Empty lines and lines that begin with # count for nothing.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc8018">RFC 8018</a>
 */
public final class PasswordFile {
    private static final Logger log = LoggerFactory.getLogger(PasswordFile.class);
    private static final int ITERATIONS = 210_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final String NOBODY = line("nobody", "nobody".toCharArray());

    private final Path file;
    private FileTime read;
    private Map<String, String> lines;

    /**
     * Reads a file; later again when it has changed.
     *
     * @throws IllegalArgumentException with the number of a line that is none of a user
     */
    public PasswordFile(Path file) throws IOException {
        this.file = file;
        read = Files.getLastModifiedTime(file);
        lines = lines(file);
    }

    private static Map<String, String> lines(Path file) throws IOException {
        Map<String, String> lines = new HashMap<>();
        List<String> all = Files.readAllLines(file, StandardCharsets.UTF_8);
        for (int i = 0; i < all.size(); i++) {
            String line = all.get(i).trim();
            if (!line.isEmpty() && !line.startsWith("#")) {
                if (!isValid(line)) {
                    throw new IllegalArgumentException("expected NAME:ITERATIONS:SALT:HASH in line " + (i + 1) + " of "
                            + file + ", found something else; tdconnect console --add-user NAME writes such lines");
                }
                lines.put(line.substring(0, line.indexOf(':')), line);
            }
        }
        return lines;
    }

    /** The line of a user; null if there is none. A file that cannot be read leaves the users as they were. */
    private synchronized @Nullable String line(String name) {
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(read)) {
                read = changed;
                lines = lines(file);
                log.info("The users of the console were read again from {}", file);
            }
        } catch (IOException | IllegalArgumentException e) {
            log.warn("The users of the console stay as they were: {}", e.getMessage());
        }
        return lines.get(name);
    }

    /** A line for a user, with a salt of its own. */
    public static String line(String name, char[] password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return name
                + ':'
                + ITERATIONS
                + ':'
                + base64.encodeToString(salt)
                + ':'
                + base64.encodeToString(hash(password, salt, ITERATIONS));
    }

    /** Whether this is the password of a user; takes as long for unknown users. */
    boolean accepts(String name, char[] password) {
        String line = line(name);
        boolean right = matches(line == null ? NOBODY : line, password);
        return right && line != null;
    }

    private static boolean matches(String line, char[] password) {
        String[] parts = line.split(":", -1);
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        return MessageDigest.isEqual(
                Base64.getDecoder().decode(parts[3]), hash(password, salt, Integer.parseInt(parts[1])));
    }

    private static boolean isValid(String line) {
        String[] parts = line.split(":", -1);
        try {
            int iterations = parts.length == 4 ? Integer.parseInt(parts[1]) : 0;
            return iterations > 0
                    && iterations <= MOST_ITERATIONS
                    && !parts[0].isEmpty()
                    && Base64.getDecoder().decode(parts[2]).length > 0
                    && Base64.getDecoder().decode(parts[3]).length == BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] hash(char[] password, byte[] salt, int iterations) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password, salt, iterations, BYTES * 8))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no PBKDF2 with HMAC-SHA-256", e);
        }
    }
}
