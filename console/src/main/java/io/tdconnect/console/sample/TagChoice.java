// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.sample;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which fields say of what device a row is, and which only what was measured or happened: a name that identifies, or a text that
 * repeats and always is the same for the same device.
 *
 * @param rows values by the names of the fields, without nulls
 */
record TagChoice(Collection<SampledField> fields, List<Map<String, Object>> rows) {
    private static final int MOST_TAGS = 6;

    /** Below, texts repeat by chance. */
    private static final int FEWEST_ROWS = 6;

    private static final int ROWS_OF_A_VALUE = 3;

    /** The tags in the order of the fields. */
    List<SampledField> tags() {
        List<SampledField> identifying =
                fields.stream().filter(SampledField::identifies).toList();
        return fields.stream()
                .filter(field -> identifying.contains(field) || describes(field, identifying))
                .limit(MOST_TAGS)
                .toList();
    }

    private boolean describes(SampledField field, List<SampledField> identifying) {
        return field.mayDescribe()
                && field.distinct() > 1
                && (identifying.isEmpty() ? repeats(field) : isOneForEach(field, identifying));
    }

    private boolean repeats(SampledField field) {
        return field.seen() >= FEWEST_ROWS && field.distinct() * ROWS_OF_A_VALUE <= field.seen();
    }

    /** Whether rows of the same device have the same text, and some device has several rows that show it. */
    private boolean isOneForEach(SampledField field, List<SampledField> identifying) {
        Map<List<Object>, Object> ofDevice = new HashMap<>();
        Set<List<Object>> seenAgain = new HashSet<>();
        for (Map<String, Object> row : rows) {
            Object value = row.getOrDefault(field.name, "");
            List<Object> device = identifying.stream()
                    .map(each -> row.getOrDefault(each.name, ""))
                    .toList();
            Object before = ofDevice.put(device, value);
            if (before != null && !before.equals(value)) {
                return false;
            }
            if (before != null) {
                seenAgain.add(device);
            }
        }
        return !seenAgain.isEmpty();
    }
}
