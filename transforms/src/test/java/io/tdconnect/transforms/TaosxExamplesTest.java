// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.record.Routing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Runs the examples of docs/for-taosx-users.md. */
class TaosxExamplesTest {
    private static final int CELLS = 4;

    @Test
    void everyExampleHasTheResultOfThePage() throws IOException {
        SoftAssertions results = new SoftAssertions();
        List<List<String>> examples = examples();

        for (List<String> example : examples) {
            results.assertThat(result(example.get(1), example.get(2)))
                    .as(example.get(0))
                    .isEqualTo(example.get(3));
        }

        results.assertAll();
        assertThat(examples).hasSizeGreaterThan(20);
    }

    private static String result(String transforms, String message) {
        SinkRecord last = Records.of(message);
        try {
            for (String step : transforms.split(" → ", -1)) {
                Transformation<SinkRecord> transform = transform(step);
                last = last == null ? null : transform.apply(last);
            }
        } catch (RuntimeException e) {
            return "refused: " + e.getMessage();
        }
        return last == null ? "no row" : rows(last);
    }

    private static String rows(SinkRecord result) {
        List<?> values = result.value() instanceof List<?> list ? list : List.of(result.value());
        String table = result.headers().isEmpty()
                ? ""
                : Routing.readRows(result.headers(), values.size()).get(0).table() + ": ";
        return table + values.stream().map(Records::text).collect(Collectors.joining("; "));
    }

    @SuppressWarnings("unchecked")
    private static Transformation<SinkRecord> transform(String step) {
        List<String> parts = Arrays.asList(step.split(" · ", -1));
        Map<String, String> options = new HashMap<>();
        for (String option : parts.subList(1, parts.size())) {
            int equals = option.indexOf('=');
            options.put(option.substring(0, equals), option.substring(equals + 1));
        }
        try {
            Transformation<SinkRecord> transform = Class.forName("io.tdconnect.transforms." + parts.get(0) + "$Value")
                    .asSubclass(Transformation.class)
                    .getConstructor()
                    .newInstance();
            transform.configure(options);
            return transform;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(step, e);
        }
    }

    /** The cells of the table below the heading Examples, without backticks. */
    private static List<List<String>> examples() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "for-taosx-users.md"));
        String section = page.substring(page.indexOf("\n## Examples\n"), page.indexOf("\n## Stage by stage\n"));
        return section.lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split(" \\| ", -1))
                        .map(cell -> cell.strip().replaceAll("^`|`$", ""))
                        .toList())
                .peek(cells -> assertThat(cells).hasSize(CELLS))
                .toList();
    }
}
