// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.verify.plan;

import java.util.List;

/** Names in which {@code *} stands for any text. */
public record NamePatterns(List<String> patterns) {
    /** Copies the list. */
    public NamePatterns {
        patterns = List.copyOf(patterns);
    }

    /** Whether there is no pattern, or the name is like one of them. */
    public boolean admits(String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> like(pattern, name));
    }

    private static boolean like(String pattern, String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int retry = 0;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                retry = in;
            } else if (at < pattern.length() && pattern.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
