// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv;

import io.tdconnect.common.contract.SourceTaskRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A CSV source task without a worker. */
final class TaskRun extends SourceTaskRun<CsvSourceTask> {
    private TaskRun(Map<String, String> properties, Map<Map<String, ?>, Map<String, ?>> offsets) {
        super(new CsvSourceTask(), properties, offsets);
    }

    /** A task on offsets that the next one can continue. */
    static TaskRun start(Map<Map<String, ?>, Map<String, ?>> offsets, Path files, String... options) {
        Map<String, String> properties = new HashMap<>();
        properties.put("files", files.toString());
        properties.put("poll.interval.ms", "10");
        properties.put("retry.backoff.ms", "10");
        return new TaskRun(SourceTaskRun.with(properties, options), offsets);
    }

    /** The records of all that the files contain, read once. */
    static List<SourceRecord> readAll(Path files, String... options) throws InterruptedException {
        String[] all = new String[options.length + 2];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = "watch";
        all[options.length + 1] = "false";
        try (TaskRun run = start(new HashMap<>(), files, all)) {
            return run.takeAll();
        }
    }

    List<SourceRecord> takeAll() throws InterruptedException {
        return takeAll(task()::finished);
    }

    CsvSourceTask csv() {
        return task();
    }

    /** The first columns of rows. */
    static List<Object> firsts(List<SourceRecord> records) {
        return records.stream().map(TaskRun::first).toList();
    }

    private static Object first(SourceRecord record) {
        Struct row = (Struct) record.value();
        return row.get(row.schema().fields().get(0));
    }

    static String header(SourceRecord record, String name) {
        return record.headers().lastWithName(name) == null
                ? null
                : (String) record.headers().lastWithName(name).value();
    }
}
