// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a task that was given none: its driver and a hash of both DSNs, without their secrets, so that a changed password
 * does not make another task of it.
 *
 * @param text letters, digits, dots and hyphens
 */
record TaskName(String text) {
    /** Up to the last @ that does not begin the path of a file. */
    private static final Pattern PASSWORD = Pattern.compile("(://[^:/?#]*):.*(?!(?<==)@[./~])@");

    private static final Pattern SECRET = Pattern.compile("(?i)([?&](?:token|password|cert_key|private_key)=)[^&]*");
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int HASH_DIGITS = 8;

    static TaskName of(String from, String to) {
        String driver = from.replaceAll("[^A-Za-z0-9].*", "").toLowerCase(Locale.ROOT);
        return new TaskName((driver.isEmpty() ? "task" : driver) + "-" + hash(hidden(from) + "\n" + hidden(to)));
    }

    /** A name that a user has chosen. */
    static TaskName chosen(String name) {
        if (!ALLOWED.matcher(name).matches()) {
            throw new WrongArgumentException(
                    "--name: expected at most 100 letters, digits, dots, hyphens and underscores," + " found "
                            + (name.length() > 100 ? name.length() + " characters" : name));
        }
        return new TaskName(name);
    }

    /** A DSN that can be shown. */
    static String hidden(String dsn) {
        return SECRET.matcher(PASSWORD.matcher(dsn).replaceFirst("$1:****@")).replaceAll("$1****");
    }

    private static String hash(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sum).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
