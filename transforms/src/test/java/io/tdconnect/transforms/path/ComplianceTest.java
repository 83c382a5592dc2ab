// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.transforms.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.tdconnect.common.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/**
 * The compliance suite of RFC 9535 (jsonpath-standard/jsonpath-compliance-test-suite, commit 7be7c1fc, BSD-2, see cts-LICENSE):
 * which cases the library and our limits pass, so that none is lost with a new version.
 */
class ComplianceTest {
    @Test
    void theListedCasesPassAndNoOthers() throws IOException {
        List<String> passed = cases().stream()
                .filter(ComplianceTest::passes)
                .map(ComplianceTest::name)
                .toList();

        List<String> listed = text("cts-passed.txt").lines().toList();
        assertThat(passed).containsExactlyElementsOf(listed);
    }

    /** The kinds that docs/jsonpath.md names. */
    @Test
    void theDocumentationStatesHowManyCasesOfAKindPass() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("tdconnect.root"), "docs", "jsonpath.md"));
        for (String kind : List.of(
                "basic", "name selector", "index selector", "slice selector", "filter", "functions", "whitespace")) {
            List<Map<String, Object>> valid = cases().stream()
                    .filter(each -> name(each).startsWith(kind) && !each.containsKey("invalid_selector"))
                    .toList();
            long passed = valid.stream().filter(ComplianceTest::passes).count();

            assertThat(page)
                    .containsPattern("\\| " + kind + " \\| [^|]* \\| " + passed + " of " + valid.size() + " \\|");
        }
    }

    private static boolean passes(Map<String, Object> test) {
        IndefinitePath path;
        try {
            path = IndefinitePath.parse((String) test.get("selector"));
        } catch (IllegalArgumentException e) {
            return test.containsKey("invalid_selector");
        }
        if (test.containsKey("invalid_selector")) {
            return false;
        }
        Object document = test.get("document");
        try {
            List<Object> found = path.values(Objects.requireNonNull(document));
            return test.containsKey("results")
                    ? ((List<?>) test.get("results")).contains(found)
                    : found.equals(test.get("result"));
        } catch (DataException | NullPointerException e) {
            return false;
        }
    }

    private static String name(Map<String, Object> test) {
        return (String) test.get("name");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> cases() throws IOException {
        Map<String, Object> suite = (Map<String, Object>)
                Objects.requireNonNull(new JsonTree(JsonTree::exact, false).parse(text("cts.json")));
        return (List<Map<String, Object>>) suite.get("tests");
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(ComplianceTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
