// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.field;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a text at a delimiter into at most {@code count} pieces, of which the last keeps what is left.
 *
 * @param name the pieces are called name_0, name_1 and so on
 */
public record DelimitedText(String name, String delimiter, int count) implements TextCutter {
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
