// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import io.tdconnect.common.contract.SourceTaskRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/** A restore task driven as a worker does. */
final class RestoreRun extends SourceTaskRun<BackupSourceTask> {
    RestoreRun(Map<Map<String, ?>, Map<String, ?>> offsets, Path directory, String... namesAndValues) {
        super(
                new BackupSourceTask(),
                with(Map.of("name", "restore", "directory", directory.toString()), namesAndValues),
                offsets);
    }

    RestoreRun(Path directory, String... namesAndValues) {
        this(new HashMap<>(), directory, namesAndValues);
    }

    /** Everything up to the end. */
    List<SourceRecord> all() throws InterruptedException {
        return takeAll(task()::finished);
    }

    BackupSourceTask source() {
        return task();
    }

    /** What is restored from a directory. */
    static List<SourceRecord> of(Path directory, String... namesAndValues) throws InterruptedException {
        try (RestoreRun run = new RestoreRun(directory, namesAndValues)) {
            return run.all();
        }
    }

    /** The rows of records, in order. */
    static List<Struct> rows(List<SourceRecord> records) {
        List<Struct> rows = new ArrayList<>();
        for (SourceRecord entry : records) {
            if (entry.value() instanceof List<?> list) {
                list.forEach(row -> rows.add((Struct) row));
            } else if (entry.value() instanceof Struct row) {
                rows.add(row);
            }
        }
        return rows;
    }

    /** The metadata events of records, in order. */
    static List<String> events(List<SourceRecord> records) {
        return records.stream()
                .filter(entry -> entry.headers().lastWithName("td.metadata") != null)
                .map(entry -> (String) entry.value())
                .toList();
    }
}
