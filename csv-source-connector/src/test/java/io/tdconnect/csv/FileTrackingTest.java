// SPDX-License-Identifier: Apache-2.0
package io.tdconnect.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Positions in files that grow, get other names, and are done. */
class FileTrackingTest {
    private final Map<Map<String, ?>, Map<String, ?>> offsets = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void aGrowingFileIsReadLineByLineAndItsOpenLineLater() throws Exception {
        Path file = write("a.csv", "id,v\n1,a\n2,");
        try (TaskRun run = TaskRun.start(offsets, folder)) {
            assertThat(TaskRun.firsts(run.take(1))).containsExactly("1");
            append(file, "b\n3,c\n");
            assertThat(TaskRun.firsts(run.take(2))).containsExactly("2", "3");
        }
        append(file, "4,d\n5");
        try (TaskRun run = TaskRun.start(offsets, folder)) {
            List<SourceRecord> records = run.take(1);
            assertThat(TaskRun.firsts(records)).containsExactly("4");
            assertThat(TaskRun.header(records.get(0), "csv.line")).isEqualTo("5");
            assertThat(TaskRun.header(records.get(0), "csv.file")).isEqualTo(file.toString());
        }
    }

    @Test
    void aRenamedFileContinuesAndANewOneWithItsNameBegins() throws Exception {
        Path log = write("m.csv", "id\n1\n2\n");
        try (TaskRun run = TaskRun.start(offsets, folder.resolve("*.csv"))) {
            assertThat(TaskRun.firsts(run.take(2))).containsExactly("1", "2");
            Files.move(log, folder.resolve("m.csv.1"));
            append(folder.resolve("m.csv.1"), "3\n");
            write("m.csv", "id\n4\n");
            assertThat(TaskRun.firsts(run.take(2))).containsExactlyInAnyOrder("3", "4");
        }
        append(log, "5\n");
        try (TaskRun run = TaskRun.start(offsets, folder.resolve("*"))) {
            assertThat(TaskRun.firsts(run.take(1))).containsExactly("5");
        }
    }

    @Test
    void aTruncatedFileAndOneWithNewContentBeginAnew() throws Exception {
        Path file = write("a.csv", "id\n1\n2\n");
        try (TaskRun run = TaskRun.start(offsets, folder)) {
            run.take(2);
            Files.writeString(file, "id\n3\n", StandardOpenOption.TRUNCATE_EXISTING);
            assertThat(TaskRun.firsts(run.take(1))).containsExactly("3");
        }
        Files.writeString(file, "id\n4\n5\n6\n", StandardOpenOption.TRUNCATE_EXISTING);
        try (TaskRun run = TaskRun.start(offsets, folder)) {
            assertThat(TaskRun.firsts(run.take(3))).containsExactly("4", "5", "6");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "gzip", "zstd", "UTF-16"})
    void everyRowIsReadOnceHoweverOftenTheTaskIsRestarted(String form) throws Exception {
        String text = "id,v\n"
                + IntStream.range(0, 20_000)
                        .mapToObj(i -> i + (i % 5 == 0 ? ",\"x\ny,z\"" : ",abcdefghijklmnop"))
                        .collect(Collectors.joining("\n"));
        Path file = folder.resolve("a.csv");
        Files.write(file, packed(form, text));
        String charset = form.equals("UTF-16") ? form : "UTF-8";
        List<Object> ids = new ArrayList<>();
        while (ids.size() < 20_000) {
            try (TaskRun run = TaskRun.start(offsets, file, "watch", "false", "charset", charset)) {
                List<SourceRecord> records = run.pollOnly();
                // A worker that is killed in between.
                List<SourceRecord> delivered = records.subList(0, Math.min(records.size(), 3_333));
                delivered.forEach(run::deliver);
                ids.addAll(TaskRun.firsts(delivered));
            }
        }

        assertThat(ids)
                .isEqualTo(IntStream.range(0, 20_000).mapToObj(String::valueOf).toList());
    }

    private static byte[] packed(String form, String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] plain = text.getBytes(form.startsWith("UTF") ? Charset.forName(form) : StandardCharsets.UTF_8);
        try (OutputStream out = form.equals("gzip")
                ? new GZIPOutputStream(bytes)
                : form.equals("zstd") ? new ZstdOutputStream(bytes) : bytes) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void rangesOfAFileAreReadByAllTasksOnce() throws Exception {
        String text = "id,v\n"
                + IntStream.range(0, 150_000)
                        .mapToObj(i -> i + ",\"abcdefghij,klm\"\r\n")
                        .collect(Collectors.joining());
        Path file = write("a.csv", text);
        List<Object> ids = new ArrayList<>();
        for (int task = 0; task < 3; task++) {
            List<Object> ofTask = TaskRun.firsts(TaskRun.readAll(
                    file,
                    "split.bytes",
                    "1048576",
                    "quoted.line.breaks",
                    "false",
                    "task.id",
                    String.valueOf(task),
                    "task.count",
                    "3"));
            ids.addAll(ofTask);
        }

        assertThat(ids).hasSize(150_000).doesNotHaveDuplicates();
    }

    @Test
    void tasksShareFilesWithoutOverlap() throws Exception {
        for (int i = 0; i < 30; i++) {
            write(i + ".csv", "id\n" + i + "\n");
        }
        List<Object> ids = new ArrayList<>();
        for (int task = 0; task < 4; task++) {
            List<Object> ofTask =
                    TaskRun.firsts(TaskRun.readAll(folder, "task.id", String.valueOf(task), "task.count", "4"));
            assertThat(ofTask).hasSizeBetween(1, 25);
            ids.addAll(ofTask);
        }

        assertThat(ids).hasSize(30).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"move", "delete"})
    void aFileIsDoneOnlyWhenKafkaHasItsRecords(String whenDone) throws Exception {
        Path file = write("a.csv", "id\n1\n2\n3");
        Path done = folder.resolve("done");
        Files.createDirectories(done);
        Files.writeString(done.resolve("a.csv"), "older");
        try (TaskRun run = TaskRun.start(
                offsets, folder, "when.done", whenDone, "done.directory", done.toString(), "watch", "false")) {
            List<SourceRecord> records = new ArrayList<>();
            while (!run.csv().finished()) {
                records.addAll(run.pollOnly());
            }
            run.deliver(records.get(0));
            run.deliver(records.get(1));
            assertThat(file).exists();
            run.deliver(records.get(2));
            assertThat(file).doesNotExist();
        }
        assertThat(done.resolve("a.csv")).hasContent("older");
        if (whenDone.equals("move")) {
            assertThat(done.resolve("a.csv.1")).hasContent("id\n1\n2\n3");
        }
        assertThat(TaskRun.readAll(folder, "when.done", whenDone, "done.directory", done.toString()))
                .isEmpty();
    }

    @Test
    void aWatchedFileIsDoneWhenItIsQuietWithItsLastLine() throws Exception {
        Path file = write("a.csv", "id\n1\n2");
        try (TaskRun run = TaskRun.start(offsets, folder, "when.done", "delete", "done.after.ms", "300")) {
            assertThat(TaskRun.firsts(run.take(2))).containsExactly("1", "2");
            Awaitility.await().until(() -> !Files.exists(file));
        }
    }

    @Test
    void aFileThatWasReadBeforeARestartIsStillMoved() throws Exception {
        Path file = write("a.csv", "id\n1\n");
        try (TaskRun run = TaskRun.start(offsets, folder, "watch", "false")) {
            assertThat(run.takeAll()).hasSize(1);
        }
        assertThat(file).exists();
        try (TaskRun run = TaskRun.start(offsets, folder, "watch", "false", "when.done", "delete")) {
            assertThat(run.takeAll()).isEmpty();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void aCompressedFileThatIsNotCompleteWaitsOrIsBad() throws Exception {
        byte[] whole = packed("gzip", "id\n" + "1234567\n".repeat(100_000));
        Path file = folder.resolve("a.csv.gz");
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThat(failure("watch", "false"))
                .hasMessageContaining("expected a complete file, found one that ends too early");
        try (TaskRun run = TaskRun.start(offsets, folder)) {
            int before = run.take(1).size();
            Files.write(file, whole);
            assertThat(run.takeUntil(records -> records.size() == 100_000 - before))
                    .isNotEmpty();
        }
        Files.write(file, "\u001f\u008bnonsense".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(failure("watch", "false")).hasMessageContaining("expected a file in the format GZIP");
    }

    @Test
    void aFolderThatVanishesIsRetriedAndThenAFailure() throws Exception {
        Path sub = Files.createDirectories(folder.resolve("sub"));
        Files.writeString(sub.resolve("a.csv"), "id\n1\n");
        try (TaskRun run = TaskRun.start(offsets, sub.resolve("*.csv"), "retry.timeout.ms", "200")) {
            run.take(1);
            Files.delete(sub.resolve("a.csv"));
            Files.delete(sub);
            assertThat(run.failure()).hasMessageContaining("Gave up").hasMessageContaining("retry.timeout.ms=200");
        }
    }

    @Test
    void aLinkOutOfTheAllowedFoldersIsNotRead() throws Exception {
        Path in = Files.createDirectories(folder.resolve("in"));
        Path secret = write("secret.csv", "id\n1\n");
        Files.createSymbolicLink(in.resolve("link.csv"), secret);
        Files.writeString(in.resolve("a.csv"), "id\n2\n");
        System.setProperty("io.tdconnect.allowed.paths", in.toString());
        try {
            assertThat(TaskRun.firsts(TaskRun.readAll(in))).containsExactly("2");
            assertThat(TaskRun.firsts(TaskRun.readAll(in.resolve("*")))).containsExactly("2");
            assertThatThrownBy(() -> TaskRun.readAll(secret)).hasMessageContaining("io.tdconnect.allowed.paths");
        } finally {
            System.clearProperty("io.tdconnect.allowed.paths");
        }
    }

    @Test
    void aFileThatIsMissingIsNamed() throws Exception {
        try (TaskRun run = TaskRun.start(offsets, folder.resolve("no.csv"), "watch", "false")) {
            assertThat(run.failure()).hasMessageContaining("found no such file on this worker");
        }
    }

    @Test
    void progressReachesTheEnd() throws Exception {
        write("a.csv", "id\n1\n2\n");
        try (TaskRun run = TaskRun.start(offsets, folder, "watch", "false")) {
            assertThat(run.csv().finished()).isFalse();
            run.takeAll();
            assertThat(run.csv().finished()).isTrue();
            assertThat(run.csv().shareDone()).isEqualTo(1);
            assertThat(run.csv().phase()).isEmpty();
            MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();
            assertThat(jmx.queryNames(new ObjectName("io.tdconnect:type=csv-source,*"), null))
                    .singleElement()
                    .satisfies(name -> assertThat(jmx.invoke(name, "parts", null, null))
                            .isEqualTo("1\t1\n1.0000\t-1\t" + folder.resolve("a.csv")));
        }
    }

    @Test
    void offsetsCanBeAltered() throws Exception {
        Path file = write("a.csv", "id\n1\n2\n3\n");
        CsvSourceConnector connector = new CsvSourceConnector();
        TaskRun.readAll(file);
        try (TaskRun run = TaskRun.start(offsets, file, "watch", "false")) {
            run.takeAll();
        }
        Map<String, ?> partition = offsets.keySet().iterator().next();
        Map<Map<String, ?>, Map<String, ?>> altered = new HashMap<>(Map.of(partition, Map.of("offset", 5L)));

        assertThat(connector.alterOffsets(Map.of(), altered)).isTrue();
        try (TaskRun run = TaskRun.start(altered, file, "watch", "false")) {
            List<SourceRecord> records = run.takeAll();
            assertThat(TaskRun.firsts(records)).containsExactly("2", "3");
            assertThat(TaskRun.header(records.get(0), "csv.line")).isNull();
        }
        Map<String, Object> none = new HashMap<>();
        Map<Map<String, ?>, Map<String, ?>> removed = new HashMap<>();
        removed.put(partition, null);
        assertThatCode(() -> connector.alterOffsets(Map.of(), removed)).doesNotThrowAnyException();
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(Map.of("path", "x"), none)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("Expected a source partition with the field file");
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(partition, Map.of("offset", "-1"))))
                .hasMessageContaining("offset: expected 0 or more");
        assertThatThrownBy(() -> connector.alterOffsets(Map.of(), Map.of(partition, Map.of("byte", 1))))
                .hasMessageContaining("found byte");
    }

    private Throwable failure(String... options) throws InterruptedException {
        try (TaskRun run = TaskRun.start(new HashMap<>(), folder, options)) {
            return run.failure();
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
