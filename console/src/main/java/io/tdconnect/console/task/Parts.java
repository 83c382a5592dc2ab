// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.console.task;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Progress of the parts of a connector, such as measurements, tables, files or partitions.
 *
 * @param count how many there are; a part that several tasks read counts for each
 * @param done how many of them are done
 * @param shown some of them, those first that are not done
 */
record Parts(long count, long done, List<Part> shown) {
    static final Parts NONE = new Parts(0, 0, List.of());

    private static final int MOST = 200;

    /**
     * Progress of one.
     *
     * @param share from 0 to 1; NaN if it is not known
     * @param rows that are read; NaN if it is not known
     */
    record Part(String name, double share, double rows) {
        /** Of several tasks that read a part in slices. */
        private static Part together(Part one, Part other) {
            return new Part(one.name, (one.share + other.share) / 2, one.rows + other.rows);
        }

        /** A line of {@link io.tdconnect.common.metrics.PartProgress}; null if it has another form. */
        private static @Nullable Part of(String line) {
            String[] fields = line.split("\t", 3);
            try {
                double rows = Double.parseDouble(fields[1]);
                return new Part(fields[2], Double.parseDouble(fields[0]), rows < 0 ? Double.NaN : rows);
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                return null;
            }
        }
    }

    /** Of the tasks of a connector; a task that does not know its parts is one itself. */
    static Parts of(String connector, Map<String, TaskFigures> tasks) {
        long count = 0;
        long done = 0;
        Map<String, Part> shown = new LinkedHashMap<>();
        for (Map.Entry<String, TaskFigures> task : tasks.entrySet()) {
            TaskFigures figures = task.getValue();
            double share = figures.number("share-done");
            if (!figures.parts().isEmpty()) {
                double[] head = head(figures.parts().get(0));
                count += (long) head[0];
                done += (long) head[1];
                figures.parts().stream().skip(1).map(Part::of).forEach(part -> add(part, shown));
            } else if (Double.isFinite(share)) {
                count++;
                done += share >= 1 ? 1 : 0;
                String name = connector + '-' + task.getKey();
                add(new Part(name, share, figures.number("source-record-write-total")), shown);
            }
        }
        return new Parts(count, done, shown.values().stream().limit(MOST).toList());
    }

    private static double[] head(String line) {
        Part part = Part.of(line + "\t");
        return part == null ? new double[2] : new double[] {part.share, part.rows};
    }

    private static void add(@Nullable Part part, Map<String, Part> shown) {
        if (part != null) {
            shown.merge(part.name, part, Part::together);
        }
    }

    /** Of both sides of a task. */
    static Parts together(List<Parts> sides) {
        List<Part> shown = new ArrayList<>();
        sides.forEach(side -> shown.addAll(side.shown));
        return new Parts(
                sides.stream().mapToLong(Parts::count).sum(),
                sides.stream().mapToLong(Parts::done).sum(),
                shown);
    }

    /** Writes {@code parts}, {@code partsInAll} and {@code partsDone}. */
    void addTo(ObjectNode json) {
        ArrayNode list = json.putArray("parts");
        for (Part part : shown) {
            ObjectNode each = list.addObject().put("name", part.name);
            if (Double.isFinite(part.share)) {
                each.put("share", part.share);
            } else {
                each.putNull("share");
            }
            TaskWatch.number(each, "rows", part.rows);
        }
        json.put("partsInAll", count).put("partsDone", done);
    }
}
