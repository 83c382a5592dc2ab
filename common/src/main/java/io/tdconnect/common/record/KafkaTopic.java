// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.record;

/** Names of Kafka topics. */
public final class KafkaTopic {
    /** The largest length of a name. */
    public static final int MAX_LENGTH = 249;

    /** Regular expression of the names that Kafka accepts. */
    public static final String PATTERN = "(?!\\.{1,2}$)[a-zA-Z0-9._-]{1," + MAX_LENGTH + "}";

    private KafkaTopic() {}

    /**
     * Changes a name so that Kafka accepts it: other characters become underscores, and so do the dots of the reserved names
     * {@code .} and {@code ..}; the empty name becomes an underscore, and long names are cut at {@link #MAX_LENGTH}.
     */
    public static String legal(String name) {
        if (name.isEmpty()) {
            return "_";
        }
        if (isReserved(name)) {
            return name.replace('.', '_');
        }
        StringBuilder legal = new StringBuilder(Math.min(name.length(), MAX_LENGTH));
        for (int i = 0; i < name.length() && i < MAX_LENGTH; i++) {
            char c = name.charAt(i);
            legal.append(isAllowed(c) ? c : '_');
        }
        return legal.toString();
    }

    /** Whether Kafka accepts a name. */
    public static boolean isLegal(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_LENGTH
                && !isReserved(name)
                && name.chars().allMatch(c -> isAllowed((char) c));
    }

    /** Whether Kafka refuses a name although its characters are allowed. */
    public static boolean isReserved(String name) {
        return name.equals(".") || name.equals("..");
    }

    /** Whether a name may contain a character. */
    public static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == '-';
    }
}
