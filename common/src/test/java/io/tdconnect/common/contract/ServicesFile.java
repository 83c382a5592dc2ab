// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.common.contract;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads {@code META-INF/services}, as {@link java.util.ServiceLoader} does but without loading classes. */
final class ServicesFile {
    private ServicesFile() {}

    static List<String> classNames(ClassLoader resources, Class<?> service) throws IOException {
        List<String> names = new ArrayList<>();
        for (URL file : Collections.list(resources.getResources("META-INF/services/" + service.getName()))) {
            try (InputStream in = file.openStream()) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").trim())
                        .filter(line -> !line.isEmpty())
                        .forEach(names::add);
            }
        }
        return names;
    }
}
