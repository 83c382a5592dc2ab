// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A hash of the first bytes of a file, by which a new content under the same identity is recognized.
 *
 * @param length how many bytes
 * @param hash in hexadecimal digits
 */
record Fingerprint(int length, String hash) {
    private static final int LONGEST = 1024;
    private static final int HASH_BYTES = 8;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,4}):([0-9a-f]{16})");

    /** Of the first kilobyte, or of less if the file has less. */
    static Fingerprint of(Path path) throws IOException {
        return of(path, LONGEST);
    }

    /** Whether the file begins with the same bytes. */
    boolean matches(Path path) throws IOException {
        return of(path, length).equals(this);
    }

    private static Fingerprint of(Path path, int length) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(length);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Fingerprint(bytes.length, HexFormat.of().formatHex(hash, 0, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The fingerprint of a text.
     *
     * @throws IllegalArgumentException if it is not one
     */
    static Fingerprint parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected a length and 16 hexadecimal digits such as 1024:…");
        }
        return new Fingerprint(Integer.parseInt(parts.group(1)), parts.group(2));
    }

    @Override
    public String toString() {
        return length + ":" + hash;
    }
}
