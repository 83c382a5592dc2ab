// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tdconnect.common.time.Precision;
import io.tdconnect.common.time.Timestamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backup of three files, in which one is not as it was written; and crashes while it is written. */
class DamageTest {
    private static final Schema ROW = SchemaBuilder.struct()
            .field("ts", Timestamp.schema(Precision.MS))
            .field("v", Schema.OPTIONAL_INT32_SCHEMA)
            .build();
    private static final int ROWS_OF_FILE = 100;

    @TempDir
    private Path directory;

    private Path folder;

    private enum Damage {
        MISSING {
            @Override
            void apply(Path file) throws IOException {
                Files.delete(file);
            }
        },
        EMPTY {
            @Override
            void apply(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        CUT {
            @Override
            void apply(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
            }
        },
        ONE_BIT {
            @Override
            void apply(Path file) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                bytes[bytes.length / 2] ^= 4;
                Files.write(file, bytes);
            }
        };

        abstract void apply(Path file) throws IOException;
    }

    @BeforeEach
    void write() {
        for (int file = 0; file < 3; file++) {
            try (SinkRun sink = new SinkRun(directory)) {
                sink.put("", "n", "", rows(file * ROWS_OF_FILE, ROWS_OF_FILE));
                assertThat(sink.commit()).isTrue();
            }
        }
        folder = directory.resolve("power");
    }

    @ParameterizedTest
    @EnumSource
    void everyDamagedFileIsNamedBeforeTheFirstRow(Damage damage) throws IOException, InterruptedException {
        List<Path> files = files();
        assertThat(files).hasSize(4);
        for (Path file : files) {
            byte[] before = Files.readAllBytes(file);
            damage.apply(file);

            List<SourceRecord> records = new ArrayList<>();
            Throwable failure = catchThrowable(() -> records.addAll(RestoreRun.of(directory)));

            assertThat(failure).as(file.toString()).isInstanceOf(ConnectException.class);
            assertThat(failure.getMessage()).contains("Damaged backup: ", file.toString());
            assertThat(records).isEmpty();
            Files.write(file, before);
        }
        assertThat(RestoreRun.rows(RestoreRun.of(directory))).hasSize(3 * ROWS_OF_FILE);
    }

    @ParameterizedTest
    @EnumSource
    void theOthersAreRestoredIfThatIsWanted(Damage damage) throws IOException, InterruptedException {
        damage.apply(folder.resolve("segment-00000002.jsonl.zst"));

        try (RestoreRun run = new RestoreRun(directory, "on.damage", "skip")) {
            List<Struct> rows = RestoreRun.rows(run.all());

            assertThat(rows).hasSize(2 * ROWS_OF_FILE);
            assertThat(rows.get(ROWS_OF_FILE).get("v")).isEqualTo(2 * ROWS_OF_FILE);
            assertThat(run.source().metrics().gauges())
                    .filteredOn(gauge -> gauge.name().startsWith("skipped-"))
                    .extracting(gauge -> gauge.value().get().toString())
                    .containsExactly("1", String.valueOf(ROWS_OF_FILE));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theManifestIsNeverLeftOut(Damage damage) throws IOException {
        damage.apply(folder.resolve("manifest.json"));

        assertThatThrownBy(() -> RestoreRun.of(directory, "on.damage", "skip"))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("manifest.json");
        assertThatThrownBy(() -> new SinkRun(directory))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("manifest.json");
    }

    @Test
    void aFormatOfTheFutureIsRefused() throws IOException {
        Path manifest = folder.resolve("manifest.json");
        String text = Files.readString(manifest).replace("\"version\": 1", "\"version\": 2");
        int checksum = text.lastIndexOf("\"sha256\": \"") + 11;
        String zeroed = text.substring(0, checksum) + "0".repeat(64) + text.substring(checksum + 64);
        java.security.MessageDigest digest = io.tdconnect.backup.format.BackupFolder.sha256();
        String valid = io.tdconnect.backup.format.BackupFolder.hex(
                digest.digest(zeroed.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        Files.writeString(manifest, text.substring(0, checksum) + valid + text.substring(checksum + 64));

        assertThatThrownBy(() -> RestoreRun.of(directory)).hasMessageContaining("written by a newer tdconnect");
    }

    @Test
    void whatWasNotCommittedIsNotInTheBackup() throws IOException, InterruptedException {
        SinkRun killed = new SinkRun(directory);
        killed.put("", "n", "", rows(1_000, 10)).commit();
        killed.put("", "n", "", rows(2_000, 10));
        // As after a kill: bytes after those of the manifest, and files that are not complete.
        Path last = folder.resolve("segment-00000004.jsonl.zst");
        Files.write(last, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        Files.write(folder.resolve("segment-00000005.jsonl.zst.tmp"), new byte[] {1});

        assertThat(RestoreRun.rows(RestoreRun.of(directory))).hasSize(3 * ROWS_OF_FILE + 10);
        killed.close();
        try (SinkRun next = new SinkRun(directory)) {
            next.put("", "n", "", rows(2_000, 10)).commit();
        }
        assertThat(RestoreRun.rows(RestoreRun.of(directory))).hasSize(3 * ROWS_OF_FILE + 20);
        assertThat(folder.resolve("segment-00000005.jsonl.zst.tmp")).doesNotExist();
    }

    @Test
    void aSecondWriterIsRefused() {
        try (SinkRun first = new SinkRun(directory)) {
            assertThatThrownBy(() -> new SinkRun(directory))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("found another task that does");
            assertThat(first.put("", "n", "", rows(0, 1)).commit()).isTrue();
        }
        new SinkRun(directory).close();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsRefusedWithItsReason() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x");

        assertThatThrownBy(() -> new SinkRun(file))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("The backup in " + file + " cannot be written: ");
        assertThat(problems(new BackupSinkConnector(), Map.of("topics", "t", "directory", file.toString())))
                .singleElement()
                .asString()
                .contains("expected a directory, found a file");
    }

    @Test
    void theDatabaseHasToBeClear() {
        try (SinkRun other = new SinkRun(directory, "database", "other")) {
            other.put("", "n", "", rows(0, 1)).commit();
        }

        assertThat(problems(new BackupSourceConnector(), Map.of("directory", directory.toString())))
                .singleElement()
                .asString()
                .contains("expected one of the databases of the backup: other, power");
        assertThat(problems(new BackupSourceConnector(), Map.of("directory", directory.toString(), "database", "nix")))
                .singleElement()
                .asString()
                .contains("other, power", "found nix");
        assertThat(problems(
                        new BackupSourceConnector(),
                        Map.of("directory", directory.resolve("none").toString())))
                .singleElement()
                .asString()
                .contains("found none");
        assertThat(problems(
                        new BackupSourceConnector(), Map.of("directory", directory.toString(), "database", "other")))
                .isEmpty();
    }

    @Test
    void namesOfDatabasesCannotLeaveTheDirectory() {
        try (SinkRun sink = new SinkRun(directory, "database", "../up")) {
            sink.put("", "n", "", rows(0, 1)).commit();
        }

        assertThat(directory.resolve("%2E%2E%2Fup/manifest.json")).exists();
    }

    @Test
    void anInterruptedRestoreContinuesWhereItWas() throws InterruptedException {
        Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();
        List<Object> values = new ArrayList<>();
        int runs = 0;
        while (values.size() < 3 * ROWS_OF_FILE) {
            runs++;
            try (RestoreRun run = new RestoreRun(offsets, directory, "rows.per.record", "7")) {
                List<SourceRecord> polled = new ArrayList<>();
                while (polled.isEmpty() && !run.source().finished()) {
                    polled.addAll(run.pollOnly());
                }
                // Only some of the polled records are delivered before the crash.
                for (SourceRecord entry : polled.subList(0, Math.min(polled.size(), 9))) {
                    run.deliver(entry);
                    RestoreRun.rows(List.of(entry)).forEach(row -> values.add(row.get("v")));
                }
            }
        }

        assertThat(runs).isGreaterThan(3);
        assertThat(values).hasSize(3 * ROWS_OF_FILE).doesNotHaveDuplicates().isSorted();
        try (RestoreRun run = new RestoreRun(offsets, directory)) {
            assertThat(run.all()).isEmpty();
            assertThat(run.source().shareDone()).isEqualTo(1);
            assertThat(run.source().phase()).isEqualTo("finished");
        }
    }

    @Test
    void tasksShareTheTablesUnlessTheOrderCounts() throws InterruptedException {
        try (SinkRun sink = new SinkRun(directory)) {
            for (int table = 0; table < 20; table++) {
                sink.put("", "t" + table, "", rows(table, 1));
            }
            sink.event("create", "{\"type\":\"create\",\"tableType\":\"normal\",\"tableName\":\"e\"}")
                    .commit();
        }
        List<Struct> shared = new ArrayList<>();
        for (int task = 0; task < 3; task++) {
            List<Struct> own = RestoreRun.rows(RestoreRun.of(directory, "task.id", "" + task, "task.count", "3"));
            assertThat(own).isNotEmpty();
            shared.addAll(own);
        }
        assertThat(shared).hasSize(3 * ROWS_OF_FILE + 20);

        try (SinkRun sink = new SinkRun(directory)) {
            sink.event("drop", "{\"type\":\"drop\",\"tableNameList\":[\"t1\"]}").commit();
        }
        List<SourceRecord> first = RestoreRun.of(directory, "task.id", "0", "task.count", "3");
        assertThat(RestoreRun.rows(first)).hasSize(3 * ROWS_OF_FILE + 20);
        assertThat(RestoreRun.events(first)).last().asString().contains("drop");
        assertThat(RestoreRun.of(directory, "task.id", "1", "task.count", "3")).isEmpty();
    }

    @Test
    void afterAFullDiskTheBackupGoesOn() throws IOException, InterruptedException {
        Path full = full();
        try (SinkRun sink = new SinkRun(directory)) {
            sink.put("", "n", "", rows(900, 5));
            Path link = Files.createSymbolicLink(folder.resolve("manifest.json.tmp"), full);
            assertThat(sink.commit()).isFalse();
            assertThat(RestoreRun.rows(RestoreRun.of(directory))).hasSize(3 * ROWS_OF_FILE);
            Files.delete(link);
            assertThat(sink.commit()).isTrue();
        }
        assertThat(RestoreRun.rows(RestoreRun.of(directory))).hasSize(3 * ROWS_OF_FILE + 5);
    }

    @Test
    void aDiskThatStaysFullEndsTheTaskWithTheReason() throws IOException {
        Path full = full();
        try (SinkRun sink = new SinkRun(directory, "retry.timeout.ms", "0")) {
            Files.createSymbolicLink(folder.resolve("segment-00000004.jsonl.zst.tmp"), full);
            sink.put("", "n", "", rows(900, 5));
            assertThatThrownBy(sink::commit)
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("Make room");
        }
    }

    @Test
    void recordsThatFindNoRoomAreAskedForAgain() throws IOException {
        Path full = full();
        try (SinkRun sink = new SinkRun(directory)) {
            Files.createSymbolicLink(folder.resolve("segment-00000004.jsonl.zst.tmp"), full);
            // More than waits in memory.
            sink.put("", "n", "", rows(0, 100_000));
            assertThatThrownBy(() -> sink.put("", "n", "", rows(0, 1)))
                    .isInstanceOf(RetriableException.class)
                    .hasMessageContaining("No space left on device");
        }
    }

    /** A file in which nothing has room. */
    private static Path full() {
        Path full = Path.of("/dev/full");
        assumeThat(full).exists();
        return full;
    }

    @Test
    void badRecordsGoAsideOrEndTheTask() {
        try (SinkRun sink = new SinkRun(directory)) {
            sink.task.put(List.of(
                    sink.row("", null, "", rows(1, 1)[0]),
                    sink.row("", "n", "", Map.of("ts", 1L)),
                    sink.row("", "n", "", null),
                    sink.row("", "n", "g", rows(1, 1)[0]),
                    sink.row("", "n", "", rows(5_000, 1)[0])));
            assertThat(sink.refused).hasSize(4);
            assertThat(sink.commit()).isTrue();
        }
        try (SinkRun strict = new SinkRun(directory, false)) {
            assertThatThrownBy(() -> strict.task.put(List.of(strict.row("", null, "", rows(1, 1)[0]))))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Expected the table of a row in the header td.table, found none");
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("lock")).sorted().toList();
        }
    }

    private static List<String> problems(
            org.apache.kafka.connect.connector.Connector connector, Map<String, String> config) {
        return connector.validate(config).configValues().stream()
                .map(ConfigValue::errorMessages)
                .flatMap(List::stream)
                .toList();
    }

    private static Struct[] rows(int from, int count) {
        Struct[] rows = new Struct[count];
        for (int i = 0; i < count; i++) {
            rows[i] = new Struct(ROW).put("ts", 1_700_000_000_000L + from + i).put("v", from + i);
        }
        return rows;
    }
}
