// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.taosx;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line as a POSIX shell does, without expansions. */
final class ShellWords {
    private final String line;
    private final List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean inWord;

    private ShellWords(String line) {
        this.line = line;
    }

    /** The words of a line; a backslash continues it on the next one. */
    static List<String> split(String line) {
        return new ShellWords(line).split();
    }

    private List<String> split() {
        for (int at = 0; at < line.length(); at++) {
            char character = line.charAt(at);
            if (character == '\'') {
                at = quoted(at + 1, '\'');
            } else if (character == '"') {
                at = quoted(at + 1, '"');
            } else if (character == '\\') {
                at++;
                if (line.charAt(at) != '\n') {
                    add(line.charAt(at));
                }
            } else if (Character.isWhitespace(character)) {
                end();
            } else {
                add(character);
            }
        }
        end();
        return words;
    }

    private int quoted(int from, char quote) {
        inWord = true;
        for (int at = from; at < line.length(); at++) {
            char character = line.charAt(at);
            if (character == quote) {
                return at;
            }
            boolean escape = quote == '"' && character == '\\' && "\"\\$`\n".indexOf(line.charAt(at + 1)) >= 0;
            if (escape) {
                at++;
            }
            if (!escape || line.charAt(at) != '\n') {
                add(line.charAt(at));
            }
        }
        throw new IllegalArgumentException("expected a closing " + quote + ", found the end");
    }

    private void add(char character) {
        inWord = true;
        word.append(character);
    }

    private void end() {
        if (inWord) {
            words.add(word.toString());
            word.setLength(0);
            inWord = false;
        }
    }
}
