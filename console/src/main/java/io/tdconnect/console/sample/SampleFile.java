// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.sample;

import io.tdconnect.common.explore.Sample;
import io.tdconnect.common.explore.SampleCollector;
import io.tdconnect.common.explore.SampleLimits;
import io.tdconnect.common.explore.Samples;
import io.tdconnect.console.http.ApiException;
import io.tdconnect.preview.SampleTexts;
import io.tdconnect.preview.SampleTexts.Format;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Samples in a file of the user. */
final class SampleFile {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private SampleFile() {}

    /**
     * The first samples of a file.
     *
     * @param format of {@link Format}, in lower case
     */
    static Samples read(String format, byte[] content) {
        SampleCollector collector = new SampleCollector(new SampleLimits(SampleJson.MOST, LIMIT, SampleJson.LONGEST));
        Format known = switch (format) {
            case "lines" -> Format.LINES;
            case "json" -> Format.JSON;
            case "csv" -> Format.CSV;
            default -> throw ApiException.badRequest("Expected the format lines, json or csv, found " + format);
        };
        try {
            SampleTexts.read(known, new String(content, StandardCharsets.UTF_8), text -> add(collector, text));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("The file: " + e.getMessage());
        }
        return collector.samples();
    }

    private static boolean add(SampleCollector collector, String text) {
        return collector.add(new Sample(null, null, 0, Map.of(), text.getBytes(StandardCharsets.UTF_8), false));
    }
}
