// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.opcua;

import java.util.regex.Pattern;

/** Names that Kafka accepts for topics. */
final class TopicNames {
    private static final int LONGEST = 249;
    private static final Pattern FORBIDDEN = Pattern.compile("[^a-zA-Z0-9._-]");

    private TopicNames() {}

    /** The name with underscores for what Kafka does not allow, cut to the longest that it does. */
    static String legal(String name) {
        String legal = FORBIDDEN.matcher(name).replaceAll("_");
        legal = legal.length() > LONGEST ? legal.substring(0, LONGEST) : legal;
        return legal.isEmpty() || legal.equals(".") || legal.equals("..") ? "_" + legal.replace('.', '_') : legal;
    }
}
