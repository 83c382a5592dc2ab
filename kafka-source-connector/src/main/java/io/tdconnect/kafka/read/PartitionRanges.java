// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.kafka.read;

import io.tdconnect.common.record.KafkaTopic;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lists such as {@code tp1:0..2,tp2:1}; both ends of a range belong to it. */
final class PartitionRanges {
    private static final Pattern FORM = Pattern.compile("([a-zA-Z0-9._-]+):(\\d{1,6})(?:(?:\\.\\.=?|-)(\\d{1,6}))?");
    private static final int MOST = 100_000;

    private PartitionRanges() {}

    /**
     * The partitions of each topic.
     *
     * @throws IllegalArgumentException if an element has another form, or there are too many partitions
     */
    static SortedMap<String, SortedSet<Integer>> parse(List<String> elements) {
        SortedMap<String, SortedSet<Integer>> partitions = new TreeMap<>();
        int count = 0;
        for (String element : elements) {
            Matcher form = FORM.matcher(element.trim());
            if (!form.matches() || !KafkaTopic.isLegal(form.group(1))) {
                throw new IllegalArgumentException(
                        "expected TOPIC:PARTITION or TOPIC:FIRST..LAST such as tp1:0..2, found " + element);
            }
            int first = Integer.parseInt(form.group(2));
            int last = form.group(3) == null ? first : Integer.parseInt(form.group(3));
            count += last - first + 1;
            if (last < first || count > MOST) {
                throw new IllegalArgumentException(
                        "expected ranges that do not fall, of at most " + MOST + " partitions, found " + element);
            }
            SortedSet<Integer> ofTopic = partitions.computeIfAbsent(form.group(1), topic -> new TreeSet<>());
            for (int partition = first; partition <= last; partition++) {
                ofTopic.add(partition);
            }
        }
        return partitions;
    }
}
