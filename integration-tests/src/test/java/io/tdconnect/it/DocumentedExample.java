// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.it;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation with tested JSON, YAML or CSV, each piece after a comment
 * {@code <!-- tested: NAME -->}.
 *
 * @param page its text
 */
record DocumentedExample(String page) {
    static DocumentedExample of(String file) throws IOException {
        return new DocumentedExample(Files.readString(
                Path.of(System.getProperty("tdconnect.root"), "docs").resolve(file)));
    }

    /** A configuration on the page. */
    Map<String, String> config(String name) throws IOException {
        return new HashMap<>(new ObjectMapper().readValue(text(name), new TypeReference<Map<String, String>>() {}));
    }

    /** A piece of the page, unchanged. */
    String text(String name) {
        Matcher matcher = Pattern.compile(
                        "<!-- tested: " + name + " -->\\s+```(?:json|yaml|csv)\\n(.*?)```", Pattern.DOTALL)
                .matcher(page);
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    "expected JSON, YAML or CSV after <!-- tested: " + name + " -->, found none");
        }
        return matcher.group(1);
    }
}
