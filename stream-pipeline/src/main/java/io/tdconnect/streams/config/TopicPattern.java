// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.streams.config;

import io.tdconnect.common.config.ParsedValidator;
import io.tdconnect.common.regex.LinearRegex;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.config.ConfigDef.Validator;

/**
 * A regular expression of topic names.
 *
 * <p>Kafka Streams expects a {@link Pattern}, which tries all ways to divide a text over repetitions. Few repetitions are
 * allowed, and none of a part with repetitions or choices: so a name of up to 249 characters is matched in milliseconds.
 */
public final class TopicPattern {
    private static final int MOST_REPETITIONS = 4;
    private static final int MOST_CHOICES = 10;

    private final LinearRegex regex;
    private final Pattern ofKafka;

    private TopicPattern(LinearRegex regex, Pattern ofKafka) {
        this.regex = regex;
        this.ofKafka = ofKafka;
    }

    /**
     * The pattern of a text.
     *
     * @throws IllegalArgumentException if it is not valid in RE2 and in Java, or could be slow
     */
    static TopicPattern parse(String text) {
        LinearRegex regex = LinearRegex.compile(text);
        new Scan(text).requireQuick();
        try {
            return new TopicPattern(regex, Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("expected a regular expression that is valid in RE2 and Java, found "
                    + e.getDescription() + " at position " + e.getIndex());
        }
    }

    static Validator validator() {
        return new ParsedValidator("regular expression of RE2 with few repetitions", TopicPattern::parse);
    }

    /** Whether it matches a whole name. */
    boolean matches(String name) {
        return regex.matches(name);
    }

    /** The expression for Kafka Streams. */
    public Pattern ofKafka() {
        return ofKafka;
    }

    @Override
    public String toString() {
        return regex.toString();
    }

    /** Scans an expression that is valid in RE2. */
    private static final class Scan {
        private final String text;
        /** Whether each open group has repetitions or choices; the last element is the whole text. */
        private final Deque<Boolean> open = new ArrayDeque<>(List.of(false));

        private boolean divisible;
        private int repetitions;
        private int choices;

        Scan(String text) {
            this.text = text;
        }

        void requireQuick() {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                switch (c) {
                    case '(' -> {
                        open.push(false);
                        i += text.startsWith("?", i + 1) ? 1 : 0;
                    }
                    case ')' -> {
                        divisible = open.pop();
                        mark(divisible);
                    }
                    case '*', '+', '{' -> repetition(i);
                    case '?', '|' -> choice(i);
                    case '[' -> i = endOfClass(i);
                    case '\\' -> {
                        i++;
                        require(text.charAt(i) != 'Q', "no \\Q", i);
                        divisible = false;
                    }
                    default -> divisible = false;
                }
            }
        }

        private void repetition(int place) {
            require(!divisible, "no repetition of a part with repetitions or choices", place);
            require(++repetitions <= MOST_REPETITIONS, "at most " + MOST_REPETITIONS + " repetitions", place);
            mark(true);
        }

        /** Alternatives of the whole text are tried one after the other. */
        private void choice(int place) {
            if (open.size() > 1 || text.charAt(place) == '?') {
                require(++choices <= MOST_CHOICES, "at most " + MOST_CHOICES + " choices", place);
            }
            mark(true);
        }

        private void mark(boolean divided) {
            open.push(open.pop() || divided);
        }

        private int endOfClass(int start) {
            divisible = false;
            int i = start + (text.startsWith("^", start + 1) ? 2 : 1);
            for (boolean first = true; first || text.charAt(i) != ']'; first = false) {
                require(text.charAt(i) != '[' && text.charAt(i) != '&', "no [ or & in a class", i);
                i += text.charAt(i) == '\\' ? 2 : 1;
            }
            return i;
        }

        private static void require(boolean condition, String expected, int place) {
            if (!condition) {
                throw new IllegalArgumentException("expected " + expected + ", found more at position " + place);
            }
        }
    }
}
