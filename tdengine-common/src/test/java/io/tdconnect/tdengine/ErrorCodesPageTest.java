// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.tdengine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about TDengine's error codes lists the codes of {@link ServerCodes}; {@code -Dupdate.reference} rewrites it. */
class ErrorCodesPageTest {
    private static final Path PAGE = Path.of("..", "docs", "tdengine-error-codes.md");
    private static final Pattern ROW = Pattern.compile("(?m)^(\\| `([a-z-]+)` \\|.*\\| )([^|]*)( \\|)$");

    @Test
    void listsEveryCodeWithItsMeaning() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, String> codes = codes();
        StringBuilder expected = new StringBuilder();
        Matcher row = ROW.matcher(page);
        while (row.find()) {
            String listed = codes.remove(row.group(2));
            row.appendReplacement(
                    expected,
                    Matcher.quoteReplacement(row.group(1) + (listed == null ? "all others" : listed) + row.group(4)));
        }
        row.appendTail(expected);
        if (System.getProperty("update.reference") != null) {
            Files.writeString(PAGE, expected);
        }

        assertThat(codes).as("meanings without a row").isEmpty();
        assertThat(Files.readString(PAGE)).isEqualTo(expected.toString());
    }

    private static Map<String, String> codes() {
        Map<ErrorClass, List<Integer>> byMeaning = new EnumMap<>(ErrorClass.class);
        for (int code = 1; code < 0xffff; code++) {
            ErrorClass meaning = ServerCodes.of(code);
            if (meaning != ErrorClass.UNKNOWN) {
                byMeaning.computeIfAbsent(meaning, key -> new ArrayList<>()).add(code);
            }
        }
        Map<String, String> codes = new HashMap<>();
        byMeaning.forEach((meaning, all) ->
                codes.put(meaning.name().toLowerCase(Locale.ROOT).replace('_', '-'), ranges(all)));
        return codes;
    }

    private static String ranges(List<Integer> codes) {
        List<String> ranges = new ArrayList<>();
        int first = codes.get(0);
        for (int i = 0; i < codes.size(); i++) {
            int code = codes.get(i);
            boolean last = i + 1 == codes.size() || codes.get(i + 1) != code + 1;
            if (last) {
                ranges.add(TdengineErrors.hex(first) + (code == first ? "" : "–" + TdengineErrors.hex(code)));
                first = i + 1 < codes.size() ? codes.get(i + 1) : 0;
            }
        }
        return String.join(", ", ranges);
    }
}
