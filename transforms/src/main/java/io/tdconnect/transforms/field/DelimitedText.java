// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import io.tdconnect.common.config.UntrimmedOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text at a delimiter into at most {@code count} pieces; the last piece contains the rest.
 *
 * @param name the pieces are called name_0, name_1 and so on
 */
public record DelimitedText(String name, String delimiter, int count) implements TextCutter {
    /** The most characters of a delimiter: a search may compare all of them at each position of a text. */
    private static final int MAX_DELIMITER = 1_000;

    /**
     * The delimiter in an option, including blanks.
     *
     * @throws ConfigException if it is empty or longer than 1,000 characters
     */
    public static String delimiter(AbstractConfig config, String option) {
        return UntrimmedOption.text(config, option, (name, value) -> {
            int length = String.valueOf(value).length();
            if (length == 0 || length > MAX_DELIMITER) {
                throw new ConfigException(name + ": expected 1 to " + MAX_DELIMITER + " characters, found " + length);
            }
        });
    }

    /** All pieces of a text; one if it does not contain the delimiter. */
    public static List<String> allPieces(String text, String delimiter) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            pieces.add(text.substring(start, end));
            start = end + delimiter.length();
        }
        pieces.add(text.substring(start));
        return pieces;
    }

    @Override
    public List<String> pieces() {
        return IntStream.range(0, count).mapToObj(i -> name + "_" + i).toList();
    }

    @Override
    public @Nullable String[] cut(String text) {
        @Nullable String[] pieces = new String[count];
        int start = 0;
        for (int i = 0; i < count; i++) {
            int end = i == count - 1 ? -1 : text.indexOf(delimiter, start);
            pieces[i] = end < 0 ? text.substring(start) : text.substring(start, end);
            if (end < 0) {
                break;
            }
            start = end + delimiter.length();
        }
        return pieces;
    }
}
