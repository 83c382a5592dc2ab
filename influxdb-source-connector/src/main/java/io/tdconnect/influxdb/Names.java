// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.influxdb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.kafka.connect.errors.DataException;

/** Values of the option {@code names}: what becomes of names that TDengine or Kafka would refuse. */
enum Names {
    /** Characters that are not allowed become underscores, and a hash keeps changed and long names apart. */
    REPLACE,
    /** Names stay as they are. */
    KEEP,
    /** The task fails. */
    FAIL;

    private static final int LONGEST_TABLE = 192;
    private static final int LONGEST_COLUMN = 64;
    private static final int LONGEST_TOPIC = 249;

    /** The name of a supertable or subtable. */
    String table(String name) {
        return checked(name, "table", LONGEST_TABLE, Names::replacedInTable);
    }

    /** The name of a column or tag; commas separate the names of tags in a header. */
    String column(String name) {
        return checked(name, "column", LONGEST_COLUMN, c -> c < ' ' || c == '`' || c == ',');
    }

    /** The name of a Kafka topic, which has to be valid in any case. */
    static String topic(String name) {
        String valid = name.equals(".") || name.equals("..") ? name.replace('.', '_') : name;
        return REPLACE.checked(valid, "topic", LONGEST_TOPIC, c -> !topicCharacter(c));
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
                    + " bytes, without control characters, backticks, commas in columns and dots in tables, found "
                    + name
                    + "; " + InfluxSourceConfig.NAMES + "=replace changes such names");
        }
        StringBuilder replaced = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            replaced.append(refused.test(name.charAt(i)) ? '_' : name.charAt(i));
        }
        String hash = "_" + hash(name);
        return shortened(replaced.toString(), longest - hash.length()) + hash;
    }

    private static boolean isClean(String name, int longest, Refused refused) {
        return bytes(name) <= longest && !name.isEmpty() && name.chars().noneMatch(c -> refused.test((char) c));
    }

    private static String shortened(String name, int longest) {
        int end = name.length();
        while (bytes(name.substring(0, end)) > longest
                || (end > 0 && Character.isHighSurrogate(name.charAt(end - 1)))) {
            end--;
        }
        return name.substring(0, end);
    }

    private static boolean replacedInTable(char c) {
        return c < ' ' || c == '`' || c == '.' || c == '\\';
    }

    private static boolean topicCharacter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._-".indexOf(c) >= 0;
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
