// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** What happens to names that TDengine or Kafka would refuse. */
public enum NamePolicy {
    /** Characters that are not allowed become underscores, and a hash keeps changed and long names apart. */
    REPLACE,
    /** Names do not change. */
    KEEP,
    /** The task fails. */
    FAIL;

    /** The option with a policy. */
    public static final String OPTION = "names";

    private static final int LONGEST_TABLE = 192;
    private static final int LONGEST_COLUMN = 64;

    /** The name of a supertable or of a table without one. */
    public String table(String name) {
        return checked(name, "table", LONGEST_TABLE, NamePolicy::replacedInTable);
    }

    /**
     * The name of a subtable, which is bound to prepared statements: TDengine 3.3.5 cuts it at any ASCII character other
     * than letters, digits and underscores, and then writes the rows of several subtables into one.
     */
    public String subtable(String name) {
        boolean startsWithDigit = !name.isEmpty() && name.charAt(0) >= '0' && name.charAt(0) <= '9';
        return this != KEEP && startsWithDigit
                ? checked(' ' + name, "subtable", LONGEST_TABLE, NamePolicy::replacedInSubtable)
                : checked(name, "subtable", LONGEST_TABLE, NamePolicy::replacedInSubtable);
    }

    /**
     * The name of the subtable of a series: its parts joined by underscores, with a hash if another series could have
     * the same joined parts.
     *
     * @param parts measurement, then names and values of its tags
     * @param whole text that differs for each series
     */
    public String subtable(List<String> parts, String whole) {
        if (this != REPLACE) {
            return subtable(whole);
        }
        String joined = String.join("_", parts);
        // A subtable cannot be named like its supertable, as it would be without tags.
        boolean clear = parts.size() > 1
                && parts.stream().allMatch(part -> part.indexOf('_') < 0)
                && subtable(joined).equals(joined);
        return clear ? joined : hashed(joined, whole, LONGEST_TABLE, NamePolicy::replacedInSubtable);
    }

    /**
     * The name of the table of a measurement without tags: the name of the measurement, with a hash if a series of
     * another measurement could have it.
     */
    public String untagged(String measurement) {
        List<String> parts = List.of(measurement.split("_", -1));
        // The form of a measurement with names and values of tags.
        boolean likeSeries = this == REPLACE && parts.size() > 2 && parts.size() % 2 == 1 && !parts.contains("");
        return likeSeries && subtable(measurement).equals(measurement)
                ? hashed(measurement, measurement, LONGEST_TABLE, NamePolicy::replacedInTable)
                : table(measurement);
    }

    /** The name of a column or tag; commas separate the names of tags in a header. */
    public String column(String name) {
        return checked(name, "column", LONGEST_COLUMN, c -> c < ' ' || c == '`' || c == ',');
    }

    /** The name of a Kafka topic, which has to be valid under every policy. */
    public static String topic(String name) {
        return KafkaTopic.isReserved(name)
                ? KafkaTopic.legal(name)
                : REPLACE.checked(name, "topic", KafkaTopic.MAX_LENGTH, c -> !KafkaTopic.isAllowed(c));
    }

    private interface Refused {
        boolean test(char c);
    }

    private String checked(String name, String kind, int longest, Refused refused) {
        boolean clean = this == KEEP || isClean(name, longest, refused);
        if (clean) {
            return name;
        }
        if (this == FAIL) {
            throw new DataException("Expected a name that a " + kind + " of TDengine can have, at most " + longest
                    + " bytes, without control characters, backticks, commas in columns, dots in tables and in subtables"
                    + " anything but letters, digits and underscores, found "
                    + name
                    + "; " + OPTION + "=replace changes such names");
        }
        return hashed(name, name, longest, refused);
    }

    private static String hashed(String name, String whole, int longest, Refused refused) {
        StringBuilder replaced = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            replaced.append(refused.test(name.charAt(i)) ? '_' : name.charAt(i));
        }
        String hash = "_" + hash(whole);
        return shortened(replaced.toString(), longest - hash.length()) + hash;
    }

    private static boolean isClean(String name, int longest, Refused refused) {
        return bytes(name) <= longest && !name.isEmpty() && name.chars().noneMatch(c -> refused.test((char) c));
    }

    private static String shortened(String name, int longest) {
        // A character takes at least a byte.
        int end = Math.min(name.length(), longest);
        while (bytes(name.substring(0, end)) > longest
                || (end > 0 && Character.isHighSurrogate(name.charAt(end - 1)))) {
            end--;
        }
        return name.substring(0, end);
    }

    private static boolean replacedInTable(char c) {
        return c < ' ' || c == '`' || c == '.' || c == '\\';
    }

    private static boolean replacedInSubtable(char c) {
        return c < 0x80 && c != '_' && !letterOrDigit(c);
    }

    private static boolean letterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
